package dev.daruma.lab.host;

import dev.daruma.engine.host.HostName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A site's hosts on this machine. Keeps no state in memory: any other process may have changed the
 * lab since the last call, or been killed while it did.
 */
public final class Lab {
  private final LabNames names;
  private final LabFolder folder;
  private final LabNetwork network;
  private final LabMachines machines;
  private final String user;
  private final RootImage rootImage;
  private final MachineSettings settings = MachineSettings.ofThisMachine();
  private final Consumer<String> progress;

  /**
   * @param cache where root images and labs are kept, such as {@code ~/.cache/daruma}
   * @param progress is told what happens, one line at a time, from several threads
   */
  public Lab(LabSite site, Path cache, Consumer<String> progress) {
    this.progress = progress;
    this.folder = LabFolder.of(cache, site.name());
    this.names = LabNames.of(site.name(), folder.path());
    this.network = new LabNetwork(names, site, progress);
    this.machines = new LabMachines(site, names, folder, network);
    this.user = site.user();
    this.rootImage = new RootImage(cache, progress);
  }

  /** Debian packages that this machine must have to hold a lab. */
  public static List<String> requiredPackages() {
    return Requirements.packageNames();
  }

  /** Boots what does not run, heals what is cut, and waits until every host answers. */
  public void up() {
    Requirements.check();
    Path image = image();
    try (LabLock _ = LabLock.take(folder.lock(), Duration.ZERO)) {
      LabFiles.createFolders(folder.path());
      settings.apply(folder, names);
      Parallel.each(machines.all(), LabMachine::clearUnlessWhole);
      prepare(image);
      network.up();
      Parallel.each(
          machines.all(),
          machine -> {
            machine.heal();
            bootAndWait(machine, image);
          });
      writeKnownHosts();
    }
  }

  /** Takes everything away: hosts with their disks, network, settings, state. */
  public void down() {
    Requirements.check();
    try (LabLock _ = LabLock.take(folder.lock(), Duration.ZERO)) {
      Cgroups cgroups = Cgroups.ofThisMachine();
      Parallel.each(
          machines.withTraces(cgroups),
          machine -> {
            machine.powerOff();
            progress.accept(machine.name() + ": off");
          });
      cgroups.remove(names.cgroup());
      cgroups.removeEmpty("daruma-lab");
      network.down();
      LabFiles.delete(folder.path());
      settings.release(names);
    }
  }

  /** How each host of the site is, in the site's order. */
  public List<LabHostStatus> status() {
    Set<String> plugged = network.plugged();
    return machines.all().stream().map(machine -> status(machine, plugged)).toList();
  }

  /** Pulls the plug: every process of the host is gone at once, its disk stays. */
  public void powerOff(HostName host) {
    machines.existing(host).powerOff();
  }

  /** Boots a host that is off, and waits until it is up. */
  public void powerOn(HostName host) {
    LabMachine machine = machines.existing(host);
    bootAndWait(machine, image());
  }

  /** Reboots a host from inside, in order, and waits until it is up again. */
  public void reboot(HostName host) {
    LabMachine machine = machines.running(host);
    machine.boot(image());
    long leader = machine.leader().orElseThrow(() -> LabMachines.off(host));
    Command.of("systemctl", "reboot")
        .prefixed("nsenter", "--target", Long.toString(leader), "--mount", "--pid", "--")
        .require("reboot " + host, "power it off and on");
    new Readiness(machine).await(next -> next != leader);
  }

  /** Cuts the host's cable; it stays cut across reboots. */
  public void cut(HostName host) {
    machines.running(host).cut();
  }

  /** Mends the host's cable. */
  public void heal(HostName host) {
    machines.existing(host).heal();
  }

  /**
   * Keeps a host that is drained or starts from taking the processors of the others, as it could
   * not on a site whose hosts have their own: its kubelet, container runtime and whatever else is
   * no pod get half a processor at most, until {@link #unlimitServices()}.
   */
  public void limitServices() {
    machines.all().forEach(LabMachine::limitServices);
  }

  /** Lets them have what there is again. */
  public void unlimitServices() {
    machines.all().forEach(LabMachine::unlimitServices);
  }

  /** The lab's own network namespace; empty where its bridge stands in the machine's. */
  public Optional<String> namespace() {
    return network.namespace();
  }

  /** The private key that opens every host. */
  public Path identity() {
    return folder.identity();
  }

  /** The hosts' keys, by address. */
  public Path knownHosts() {
    return folder.knownHosts();
  }

  /** Runs a command inside the lab's network, with this program's own terminal. */
  public int exec(List<String> command) {
    return new Command(command).in(network.namespace()).runAttached();
  }

  /** The one its disks were laid over, since a newer image would not fit below them. */
  private Path image() {
    return folder.image().orElseGet(rootImage::ensure);
  }

  /** What hosts share is written only while none of them reads it. */
  private void prepare(Path image) {
    folder.remember(image);
    SshKey key = new SshKey(folder.identity()).ensure();
    if (machines.all().stream().allMatch(machine -> machine.leader().isEmpty())) {
      new LabLayer(folder.layer(), image, user, key.publicKey()).write();
    }
    LabFiles.write(folder.supervisor(), LabFiles.resource("supervise.sh"), "rwxr-xr-x");
  }

  private void bootAndWait(LabMachine machine, Path image) {
    long start = System.nanoTime();
    boolean running = machine.leader().isPresent();
    machine.boot(image);
    new Readiness(machine).await();
    progress.accept(
        running
            ? machine.name() + ": runs"
            : "%s: up at %s after %.1f s"
                .formatted(
                    machine.name(),
                    machine.host().address().getHostAddress(),
                    (System.nanoTime() - start) / 1e9));
  }

  private void writeKnownHosts() {
    LabFiles.write(
        folder.knownHosts(),
        machines.all().stream()
            .map(
                machine ->
                    machine.host().address().getHostAddress()
                        + " "
                        + machine.disk().hostKey().publicKey()
                        + "\n")
            .collect(Collectors.joining()),
        "rw-r--r--");
  }

  private LabHostStatus status(LabMachine machine, Set<String> plugged) {
    Optional<Long> leader = machine.leader();
    return new LabHostStatus(
        machine.name(),
        machine.host().address(),
        LabHostStatus.state(
            machine.disk().exists(),
            leader.isPresent(),
            plugged.contains(names.link(machine.name()))),
        leader);
  }
}
