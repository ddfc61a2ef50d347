package dev.daruma.lab.host;

import static java.util.Map.entry;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** One host of a lab: its disk, its power, its cable. */
record LabMachine(
    LabHost host, LabSite site, LabNames names, LabFolder folder, LabNetwork network) {

  /** In microseconds: short, so that nobody who has come to the end of it waits long. */
  private static final int PERIOD = 20_000;

  HostDisk disk() {
    return new HostDisk(folder.host(name()));
  }

  HostName name() {
    return host.name();
  }

  Optional<Long> leader() {
    return processes().leader(name());
  }

  /** Boots it, or, where it runs, sees that it is watched over and plugged in. */
  void boot(Path image) {
    if (!isWhole()) {
      powerOff();
      disk().ensure();
      cgroups().create(names.cgroup(name()) + "/machine");
      cgroups().create(names.cgroup(name()) + "/supervisor");
      supervise(image, Optional.empty());
    } else if (processes().supervisor(name()).isEmpty()) {
      supervise(image, processes().nspawn(name()));
    }
  }

  /** What a boot that was killed half way has left. */
  void clearUnlessWhole() {
    if (!isWhole()) {
      powerOff();
    }
  }

  /** A guest whose nspawn was killed alone runs on, but nobody can reboot or end it in order. */
  private boolean isWhole() {
    return leader().isPresent() && processes().nspawn(name()).isPresent();
  }

  /** Leaves the disk and nothing else; also after a supervisor or a boot that was killed. */
  void powerOff() {
    if (!processes().kill(name())) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.LAB,
              name(),
              "power off",
              "processes do not end: " + processes().all(name()),
              "look at them with ps; a reboot of this machine ends them surely"));
    }
    network.remove(name());
    cgroups().remove(names.cgroup(name()));
  }

  void cut() {
    LabFiles.write(disk().cut(), "", "rw-r--r--");
    network.cut(name());
  }

  void heal() {
    LabFiles.delete(disk().cut());
    if (leader().isPresent()) {
      network.heal(name());
    }
  }

  /** All that is no pod has half a processor at most from now on, across reboots too. */
  void limitServices() {
    int quota = PERIOD / 2;
    LabFiles.write(disk().servicesLimit(), PERIOD + " " + quota + "\n", "rw-r--r--");
    cgroups().limit(services(), PERIOD, quota);
  }

  void unlimitServices() {
    LabFiles.delete(disk().servicesLimit());
    cgroups().limit(services(), PERIOD, -1);
  }

  private String services() {
    return names.cgroup(name()) + "/machine/init.scope";
  }

  HostProcesses processes() {
    return new HostProcesses(cgroups(), names);
  }

  private Cgroups cgroups() {
    return Cgroups.ofThisMachine();
  }

  /**
   * Starts the supervisor so that it outlives this program and its terminal, in a mount namespace
   * of its own, so that the kernel unmounts the disk when the last process has ended.
   */
  private void supervise(Path image, Optional<Long> adopted) {
    Command command =
        Command.of("sh", folder.supervisor().toString())
            .prefixed("unshare", "--mount", "--propagation", "private")
            .prefixed("setsid", "--fork")
            .in(network.namespace());
    ProcessBuilder builder = new ProcessBuilder(command.words());
    builder.environment().clear();
    builder.environment().putAll(environment(image, adopted));
    try {
      int exit =
          builder
              .directory(new File("/"))
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(Redirect.appendTo(disk().supervisorLog().toFile()))
              .start()
              .waitFor();
      if (exit != 0) {
        throw new ProblemException(
            Problem.of(
                Problem.Code.LAB,
                name(),
                "boot",
                disk().lastWords(),
                "see what " + disk().supervisorLog() + " says"));
      }
    } catch (IOException e) {
      throw LabFiles.problem(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, String> environment(Path image, Optional<Long> adopted) {
    return Map.ofEntries(
        entry("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"),
        entry("HOST_FOLDER", disk().folder().toString()),
        entry("IMAGE", image.toString()),
        entry("LAYER", folder.layer().toString()),
        entry("MACHINE", names.machine(name())),
        entry("BRIDGE", names.bridge()),
        entry("ADDRESS", host.address().getHostAddress() + "/" + site.prefixLength()),
        entry("GATEWAY", site.gateway().getHostAddress()),
        entry("CGROUP", names.cgroup(name())),
        entry("SHARE", String.valueOf(host.share())),
        entry("ADOPT", adopted.map(String::valueOf).orElse("")));
  }

  boolean isCut() {
    return Files.exists(disk().cut());
  }
}
