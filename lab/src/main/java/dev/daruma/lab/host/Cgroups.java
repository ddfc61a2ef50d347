package dev.daruma.lab.host;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The lab's cgroups, one subtree for each host in every hierarchy. Without, all kubelets of a lab
 * would share one {@code /kubepods}. They are also how a host's processes are found again after
 * whoever started them is dead: a process cannot leave its cgroup.
 *
 * <p>Tried on cgroup v1 with v2 beside it. On pure v2 there is one hierarchy and nspawn delegates
 * it to the guest; that was not tried.
 */
record Cgroups(Path mount) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /**
   * By the kernel's own weight a whole lab would count as much as one thread beside it: whoever
   * asks it something many times a second would take the processors away from all of its hosts.
   */
  private static final int WEIGHT = 16;

  /** What a group weighs when nobody has said: v1 (sched-design-CFS) and v2 (cgroup-v2). */
  private static final Map<String, Integer> WEIGHTS = Map.of("cpu.shares", 1024, "cpu.weight", 100);

  /**
   * How much of a second real-time processes may use, in microseconds: of all labs, of a lab, a
   * host, and the machine or the supervisor below it. Where the kernel shares real time among
   * groups (v1, sched-rt-group), a new group has none, and keepalived gets no real-time priority.
   * The second is the whole machine's, and what is below a group may not have more than itself: two
   * labs of eleven hosts have enough.
   */
  private static final List<Integer> REAL_TIME = List.of(900_000, 450_000, 40_000, 40_000);

  static Cgroups ofThisMachine() {
    return new Cgroups(Path.of("/sys/fs/cgroup"));
  }

  void create(String group) {
    for (Path hierarchy : hierarchies()) {
      Path folder = hierarchy;
      LabFiles.createFolders(hierarchy.resolve(Path.of(group).getName(0)));
      weigh(hierarchy.resolve(Path.of(group).getName(0)));
      Iterator<Integer> realTime = REAL_TIME.iterator();
      for (Path part : Path.of(group)) {
        folder = folder.resolve(part);
        LabFiles.createFolders(folder);
        inheritSet(folder, "cpuset.cpus");
        inheritSet(folder, "cpuset.mems");
        shareRealTime(folder, realTime.next());
      }
    }
  }

  private static void weigh(Path lab) {
    WEIGHTS.forEach(
        (file, usual) -> {
          if (Files.exists(lab.resolve(file))) {
            try {
              Files.writeString(lab.resolve(file), String.valueOf(WEIGHT * usual));
            } catch (IOException e) {
              throw LabFiles.problem(e);
            }
          }
        });
  }

  /**
   * Ends how much the processes of a group may compute together, where the kernel can (v1,
   * sched-bwc).
   *
   * @param period in microseconds, from 1000 to 1000000
   * @param quota of all processors together in each period, in microseconds; -1 is no end
   */
  void limit(String group, int period, int quota) {
    for (Path hierarchy : hierarchies()) {
      Path folder = hierarchy.resolve(group);
      if (Files.exists(folder.resolve("cpu.cfs_quota_us"))) {
        try {
          Files.writeString(folder.resolve("cpu.cfs_period_us"), String.valueOf(period));
          Files.writeString(folder.resolve("cpu.cfs_quota_us"), String.valueOf(quota));
        } catch (IOException e) {
          throw LabFiles.problem(e);
        }
      }
    }
  }

  private static void shareRealTime(Path folder, int microseconds) {
    Path runtime = folder.resolve("cpu.rt_runtime_us");
    if (Files.exists(runtime)) {
      try {
        Files.writeString(runtime, String.valueOf(microseconds));
      } catch (IOException _) {
        // Nothing is left of what the group above has: this one goes without.
      }
    }
  }

  /** The processes in the group and all groups below it, in whichever hierarchy. */
  Set<Long> processes(String group) {
    Set<Long> processes = new TreeSet<>();
    hierarchies().forEach(hierarchy -> processes.addAll(processes(hierarchy, group)));
    return processes;
  }

  /** The same for a host that is whole, whose processes are in all hierarchies: one is asked. */
  Set<Long> processesOfWhole(String group) {
    return processes(hierarchies().getFirst(), group);
  }

  private static Set<Long> processes(Path hierarchy, String group) {
    Set<Long> processes = new TreeSet<>();
    for (Path folder : tree(hierarchy.resolve(group))) {
      LabFiles.readIfThere(folder.resolve("cgroup.procs"))
          .lines()
          .map(Long::valueOf)
          .forEach(processes::add);
    }
    return processes;
  }

  /** Removes the group and all below it, once the last process has gone. */
  void remove(String group) {
    Wait.atMost(LIMIT).until(() -> hierarchies().stream().allMatch(each -> removed(each, group)));
  }

  /** Removes a group that has nothing below it, and says nothing where it has. */
  void removeEmpty(String group) {
    for (Path hierarchy : hierarchies()) {
      removed(hierarchy.resolve(group));
    }
  }

  List<Path> hierarchies() {
    if (Files.exists(mount.resolve("cgroup.controllers"))) {
      return List.of(mount);
    }
    return LabFiles.list(mount).stream()
        .filter(folder -> Files.exists(folder.resolve("cgroup.procs")))
        // On many machines cpu and cpuacct are links to one hierarchy.
        .filter(folder -> !Files.isSymbolicLink(folder))
        .toList();
  }

  private static boolean removed(Path hierarchy, String group) {
    List<Path> folders = tree(hierarchy.resolve(group));
    return folders.reversed().stream().filter(folder -> !removed(folder)).count() == 0;
  }

  private static boolean removed(Path folder) {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** In cgroup v1 a new cpuset has neither processors nor memory, and takes no process in. */
  private static void inheritSet(Path folder, String file) {
    Path own = folder.resolve(file);
    if (Files.exists(own) && LabFiles.readIfThere(own).isBlank()) {
      try {
        Files.writeString(own, LabFiles.read(folder.resolve("..").resolve(file)));
      } catch (IOException e) {
        throw LabFiles.problem(e);
      }
    }
  }

  /** Parents first. Folders that vanish while looking are no folders. */
  private static List<Path> tree(Path root) {
    List<Path> folders = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              folders.add(folder);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
    return folders;
  }
}
