package dev.daruma.cluster.preflight;

import dev.daruma.cluster.controlplane.ControlPlaneKeys;
import dev.daruma.cluster.endpoint.PresentRouters;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.facts.Machine;
import dev.daruma.cluster.facts.OperatingSystem;
import dev.daruma.cluster.network.PodNetwork;
import dev.daruma.cluster.os.Distribution;
import dev.daruma.cluster.packages.Archive;
import dev.daruma.cluster.packages.HostBundle;
import dev.daruma.cluster.packages.Source;
import dev.daruma.cluster.release.Release;
import dev.daruma.cluster.release.Release.CgroupV1;
import dev.daruma.cluster.room.Scope;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Packages;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Everything that would make an apply fail, told at once. */
public final class Preflight {
  private static final String ACT = "preflight";

  /** kubeadm asks for 1700 MB; boards sold as 2 GB have a little less for programs. */
  private static final long CONTROL_PLANE_MEMORY_KIB = 1_700_000 / 1024 * 1000;

  private static final long WORKER_MEMORY_KIB = 700_000;

  /** Packages, images twice (copy and unpacked), and room for etcd. */
  private static final long FREE_DISK_KIB = 3_000_000;

  /** etcd's elections and new certificates want clocks that agree. */
  private static final Duration CLOCK_SKEW = Duration.ofSeconds(10);

  private Preflight() {}

  public static List<Probe<?>> probes(Site site, Host host) {
    List<Probe<?>> probes = new ArrayList<>();
    probes.add(OperatingSystem.PROBE);
    probes.add(Machine.probe(host.address().getHostAddress()));
    probes.add(Neighbours.probe(site, host));
    probes.add(TakenPorts.PROBE);
    probes.add(ForeignRouters.PROBE);
    probes.add(PresentRouters.PROBE);
    probes.add(HeldElsewhere.answers(site, host));
    return probes;
  }

  /**
   * @param source of what is to be brought
   * @param scope only what concerns hosts within it is asked; others may be away
   */
  public static List<Problem> problems(Site site, Source source, Facts facts, Scope scope) {
    List<Problem> problems = new ArrayList<>(fitting(site, source));
    for (Host host : site.hosts()) {
      if (scope.concerns(host)) {
        Optional.ofNullable(facts.unread().get(host.name())).ifPresent(problems::add);
        if (facts.knows(host.name())) {
          problems.addAll(ofHost(site, host, source, facts, scope));
        }
      }
    }
    problems.addAll(
        doubles(
            site,
            facts,
            "machine-id",
            Machine::machineId,
            "remove /etc/machine-id and run systemd-machine-id-setup on one of them"));
    problems.addAll(
        doubles(
            site,
            facts,
            "MAC address",
            Machine::hardwareAddress,
            "give one of them another MAC address"));
    problems.addAll(
        doubles(
            site,
            facts,
            "SSH host key",
            Machine::hostKey,
            "they were cloned: on one of them remove /etc/ssh/ssh_host_* and run dpkg-reconfigure openssh-server"));
    problems.addAll(endpoint(site, facts));
    problems.addAll(HeldElsewhere.problems(site, facts));
    if (ControlPlaneKeys.distinctAuthorities(site, facts).size() > 1) {
      problems.add(
          Problem.of(
              Code.CONFLICT,
              ACT,
              "the control planes hold the keys of different clusters",
              "find out which host belongs to another cluster and take it out of the site file, or reset it"));
    }
    ControlPlaneKeys.foreignAuthority(site, facts).ifPresent(problems::add);
    return problems;
  }

  private static List<Problem> fitting(Site site, Source source) {
    String version = site.kubernetes().version().toString();
    return switch (source) {
      case HostBundle bundle when !bundle.manifest().kubernetes().equals(version) ->
          List.of(
              Problem.of(
                  Code.PREFLIGHT,
                  ACT,
                  "the bundle holds Kubernetes %s, and the site file wants %s"
                      .formatted(bundle.manifest().kubernetes(), version),
                  "name a bundle of "
                      + version
                      + " as packages.bundle, or set kubernetes.version to "
                      + bundle.manifest().kubernetes()));
      case Archive _
          when site.packages() instanceof Packages.Upstream
              && site.kubernetes().release().minor() < Archive.FIRST_MINOR ->
          List.of(
              Problem.of(
                  Code.PREFLIGHT,
                  ACT,
                  "Kubernetes' own archive begins with 1.%d, and the site file wants %s"
                      .formatted(Archive.FIRST_MINOR, version),
                  "name an archive that has it as packages.mirror, or a bundle as packages.bundle"
                      + " (daruma bundle build makes one)"));
      case HostBundle _, Archive _ -> List.of();
    };
  }

  /** What to install in its place. */
  private static Optional<String> unsuitable(Optional<Distribution> distribution, Source source) {
    return switch (source) {
      case HostBundle _ when distribution.filter(Distribution.OF_BUNDLES::equals).isEmpty() ->
          Optional.of(
              "install %s, whose packages the bundle has; an archive (packages.mirror) serves others"
                  .formatted(Distribution.OF_BUNDLES.name()));
      case Archive _ when distribution.isEmpty() ->
          Optional.of("install one of " + Distribution.names());
      case HostBundle _, Archive _ -> Optional.empty();
    };
  }

  private static Optional<Problem> architecture(Host host, String architecture, Source source) {
    return switch (source) {
      case HostBundle bundle ->
          Optional.of(bundle.manifest().architecture())
              .filter(built -> !built.equals(architecture))
              .map(
                  built ->
                      problem(
                          host,
                          "the host is " + architecture + ", the bundle " + built,
                          "give a bundle built for " + architecture));
      case Archive _ ->
          Optional.of(architecture)
              .filter(each -> !Archive.ARCHITECTURES.contains(each))
              .map(
                  each ->
                      problem(
                          host,
                          "the host is " + each,
                          "Kubernetes' archive has packages for "
                              + String.join(", ", Archive.ARCHITECTURES)));
    };
  }

  private static List<Problem> ofHost(
      Site site, Host host, Source source, Facts facts, Scope scope) {
    List<Problem> problems = new ArrayList<>();
    OperatingSystem system = facts.get(host.name(), OperatingSystem.PROBE);
    Machine machine = facts.get(host.name(), Machine.probe(host.address().getHostAddress()));
    Optional<Distribution> distribution = Distribution.of(system);
    unsuitable(distribution, source)
        .ifPresent(
            remedy ->
                problems.add(
                    problem(
                        host,
                        "the operating system is " + system.id() + " " + system.version(),
                        remedy)));
    architecture(host, system.architecture(), source).ifPresent(problems::add);
    boolean controlPlane = host.is(Role.CONTROL_PLANE);
    long memory = controlPlane ? CONTROL_PLANE_MEMORY_KIB : WORKER_MEMORY_KIB;
    if (machine.memoryKib() < memory) {
      problems.add(
          problem(
              host,
              machine.memoryKib() / 1024 + " MiB of memory",
              "at least "
                  + memory / 1024
                  + " MiB are needed for a "
                  + (controlPlane ? "control plane" : "worker")));
    }
    if (!machine.memoryCgroup()) {
      problems.add(
          problem(
              host,
              "the memory cgroup is off",
              "add cgroup_enable=memory cgroup_memory=1 to the kernel's command line (one line in %s on a Raspberry Pi) and reboot"
                  .formatted(distribution.map(Distribution::commandLine).orElse("cmdline.txt"))));
    }
    Release release = site.kubernetes().release();
    if (machine.cgroups() == 1 && release.cgroupV1() == CgroupV1.REFUSED) {
      problems.add(
          problem(
              host,
              "it has version 1 of cgroups, where the kubelet of Kubernetes %s does not start"
                  .formatted(release.name()),
              "boot it with systemd.unified_cgroup_hierarchy=1 on the kernel's command line, or install a newer system"));
    }
    if (machine.networkInterface().isEmpty()) {
      problems.add(
          problem(
              host,
              "no interface has the address " + host.address().getHostAddress(),
              "give the host's own address in the site file, not that of a router before it"));
    }
    ForeignRouters.problem(site, host, facts.get(host.name(), ForeignRouters.PROBE))
        .ifPresent(problems::add);
    if (skew(facts, host, machine).compareTo(CLOCK_SKEW) > 0) {
      problems.add(
          problem(
              host,
              "its clock is " + skew(facts, host, machine).toSeconds() + " s off the operator's",
              "set the clock, and let it be kept right (timedatectl set-ntp true)"));
    }
    problems.addAll(PodNetwork.problems(site, host, facts));
    if (facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.FOREIGN) {
      problems.add(
          problem(
              host,
              "it is already a node of a cluster that daruma did not build",
              "take it out of that cluster and run kubeadm reset on it"));
    }
    if (facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.NONE) {
      if (machine.freeDiskKib() < FREE_DISK_KIB) {
        problems.add(
            Problem.of(
                Code.DISK_FULL,
                host.name(),
                ACT,
                machine.freeDiskKib() / 1024 + " MiB free under /var/lib",
                "free some space: at least " + FREE_DISK_KIB / 1024 + " MiB are needed"));
      }
      problems.addAll(TakenPorts.problems(host, facts.get(host.name(), TakenPorts.PROBE)));
      facts.get(host.name(), Neighbours.probe(site, host)).unreachable().stream()
          .filter(other -> isWithin(site, scope, other))
          .forEach(
              other ->
                  problems.add(
                      problem(
                          host,
                          "it cannot reach " + other,
                          "see that the hosts share a network and no firewall keeps them apart")));
    }
    return problems;
  }

  private static boolean isWithin(Site site, Scope scope, String address) {
    return site.hosts().stream()
        .filter(host -> host.address().getHostAddress().equals(address))
        .anyMatch(scope::concerns);
  }

  private static Duration skew(Facts facts, Host host, Machine machine) {
    HostFacts read = facts.hosts().get(host.name());
    return read == null ? Duration.ZERO : read.skewOf(Instant.ofEpochMilli(machine.clock()));
  }

  private static List<Problem> doubles(
      Site site, Facts facts, String what, Function<Machine, String> identity, String remedy) {
    SortedMap<String, List<HostName>> holders = new TreeMap<>();
    for (Host host : site.hosts()) {
      if (facts.knows(host.name())) {
        String value =
            identity.apply(facts.get(host.name(), Machine.probe(host.address().getHostAddress())));
        if (!value.isEmpty()) {
          holders.computeIfAbsent(value, each -> new ArrayList<>()).add(host.name());
        }
      }
    }
    return holders.values().stream()
        .filter(hosts -> hosts.size() > 1)
        .map(hosts -> Problem.of(Code.CONFLICT, ACT, hosts + " have the same " + what, remedy))
        .toList();
  }

  /** The endpoint's address must be free until the site itself holds it. */
  private static List<Problem> endpoint(Site site, Facts facts) {
    List<Host> known =
        site.controlPlanes().stream().filter(host -> facts.knows(host.name())).toList();
    boolean bare =
        known.stream()
            .allMatch(host -> facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.NONE);
    if (!bare
        || known.stream()
            .anyMatch(
                host -> facts.get(host.name(), Neighbours.probe(site, host)).holdsEndpoint())) {
      return List.of();
    }
    return known.stream()
        .filter(host -> facts.get(host.name(), Neighbours.probe(site, host)).endpointAnswers())
        .findFirst()
        .map(
            host ->
                Problem.of(
                    Code.ADDRESS_TAKEN,
                    host.name(),
                    ACT,
                    "the endpoint's address "
                        + site.kubernetes().endpoint().host()
                        + " answers already, and not by the site's keepalived",
                    "choose another kubernetes.endpoint.address, or take it from the machine that has it"))
        .stream()
        .toList();
  }

  private static Problem problem(Host host, String cause, String remedy) {
    return Problem.of(Code.PREFLIGHT, host.name(), ACT, cause, remedy);
  }
}
