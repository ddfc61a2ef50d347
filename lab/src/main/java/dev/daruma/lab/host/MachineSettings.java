package dev.daruma.lab.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Kernel settings of the machine that its guests share. The first lab up writes down what they
 * were, the last lab down puts them back; both in /run, since the settings live as long.
 *
 * @param folder where they are remembered
 * @param kernel {@code /proc/sys}
 */
record MachineSettings(Path folder, Path kernel) {
  /** What a guest may change for all: sysctl.d of Debian, and kubelet's own kernel defaults. */
  private static final List<String> CHANGED_BY_GUESTS =
      List.of(
          "kernel/keys/root_maxbytes",
          "kernel/keys/root_maxkeys",
          "kernel/panic",
          "kernel/panic_on_oops",
          "kernel/pid_max",
          "vm/max_map_count",
          "vm/overcommit_memory",
          "vm/panic_on_oom",
          "vm/swappiness");

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  static MachineSettings ofThisMachine() {
    return new MachineSettings(Path.of("/run/daruma-lab"), Path.of("/proc/sys"));
  }

  /** What a lab needs, as a function of what is. */
  private static Map<String, LongUnaryOperator> needed() {
    long processors = Runtime.getRuntime().availableProcessors();
    Map<String, LongUnaryOperator> needed = new LinkedHashMap<>();
    needed.put("net/ipv4/ip_forward", _ -> 1);
    // Exactly what kube-proxy computes for itself; then it does not try to write it, which no
    // guest can. Source: kube-proxy's --conntrack-max-per-core and --conntrack-min.
    needed.put("net/netfilter/nf_conntrack_max", _ -> Math.max(131_072, 32_768 * processors));
    // Counted per user of the machine, and root is one user in all guests.
    needed.put("fs/inotify/max_user_instances", now -> Math.max(now, 8_192));
    needed.put("fs/inotify/max_user_watches", now -> Math.max(now, 524_288));
    return needed;
  }

  /** Called again for a lab that is up, it changes nothing. */
  void apply(LabFolder lab, LabNames names) {
    try (LabLock _ = LabLock.take(lock(), PATIENCE)) {
      Map<String, LongUnaryOperator> needed = needed();
      Stream.concat(needed.keySet().stream(), CHANGED_BY_GUESTS.stream()).forEach(this::remember);
      LabFiles.write(folder.resolve("labs").resolve(names.key()), lab.path() + "\n", "rw-r--r--");
      needed.forEach(
          (name, value) -> {
            Path file = kernel.resolve(name);
            if (Files.exists(file)) {
              long now = Long.parseLong(LabFiles.read(file).strip());
              set(file, Long.toString(value.applyAsLong(now)));
            }
          });
    }
  }

  void release(LabNames names) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (LabLock _ = LabLock.take(lock(), PATIENCE)) {
      LabFiles.delete(folder.resolve("labs").resolve(names.key()));
      if (others().isEmpty()) {
        for (Path remembered : LabFiles.list(values())) {
          set(
              kernel.resolve(remembered.getFileName().toString().replace('.', '/')),
              LabFiles.read(remembered).strip());
        }
        LabFiles.delete(folder);
      }
    }
  }

  /** Labs that still stand; one whose state folder has gone does not. */
  private String others() {
    return LabFiles.list(folder.resolve("labs")).stream()
        .map(LabFiles::readIfThere)
        .filter(path -> Files.isDirectory(Path.of(path.strip())))
        .collect(Collectors.joining());
  }

  private void remember(String name) {
    Path remembered = values().resolve(name.replace('/', '.'));
    if (!Files.exists(remembered) && Files.exists(kernel.resolve(name))) {
      LabFiles.write(remembered, LabFiles.read(kernel.resolve(name)), "rw-r--r--");
    }
  }

  private static void set(Path file, String value) {
    try {
      if (Files.exists(file) && !LabFiles.read(file).strip().equals(value)) {
        Files.writeString(file, value);
      }
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }

  private Path values() {
    return folder.resolve("settings");
  }

  private Path lock() {
    return folder.resolveSibling(folder.getFileName() + ".lock");
  }
}
