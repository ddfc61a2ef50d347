package dev.daruma.lab.host;

import dev.daruma.engine.host.HostName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;

/** The processes of a lab's host, as the machine's /proc and cgroups tell of them. */
record HostProcesses(Cgroups cgroups, LabNames names) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  Set<Long> all(HostName host) {
    return cgroups.processes(names.cgroup(host));
  }

  /** The guest's first process. */
  Optional<Long> leader(HostName host) {
    return first(
        cgroups.processesOfWhole(names.cgroup(host) + "/machine"),
        pid -> isFirst(file(pid, "status")));
  }

  /** The systemd-nspawn that holds the guest. */
  Optional<Long> nspawn(HostName host) {
    return first(
        cgroups.processesOfWhole(names.cgroup(host) + "/machine"),
        pid -> file(pid, "comm").strip().equals("systemd-nspawn") && !isFirst(file(pid, "status")));
  }

  /** The shell that boots the guest again after a reboot. */
  Optional<Long> supervisor(HostName host) {
    return first(
        cgroups.processesOfWhole(names.cgroup(host) + "/supervisor"),
        pid -> file(pid, "cmdline").contains("/supervise.sh\0"));
  }

  /** As when the plug is pulled: at once, whatever it was doing. True when nothing is left. */
  boolean kill(HostName host) {
    supervisor(host).ifPresent(HostProcesses::kill);
    leader(host).ifPresent(HostProcesses::kill);
    return Wait.atMost(LIMIT)
        .until(
            () -> {
              Set<Long> left = all(host);
              left.forEach(HostProcesses::kill);
              return left.isEmpty();
            });
  }

  /** Number 1 in a PID namespace just below ours; pods' first processes are two below. */
  static boolean isFirst(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("NSpid:"))
        .map(line -> line.split("\\s+"))
        .anyMatch(words -> words.length == 3 && words[2].equals("1"));
  }

  private static Optional<Long> first(Set<Long> processes, LongPredicate condition) {
    return processes.stream().filter(condition::test).findFirst();
  }

  private static void kill(long process) {
    ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
  }

  private static String file(long process, String name) {
    return LabFiles.readIfThere(Path.of("/proc", Long.toString(process), name));
  }
}
