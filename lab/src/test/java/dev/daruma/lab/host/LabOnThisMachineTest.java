package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.lab.host.LabHostStatus.State;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Real hosts on this machine. Needs root and says so; it is never skipped. */
@Tag("lab")
class LabOnThisMachineTest {
  private static final Path CACHE = Path.of(System.getProperty("user.home"), ".cache/daruma");
  private static final HostName ONE = new HostName("one");
  private static final HostName TWO = new HostName("two");

  private final Map<String, Lab> labs = new LinkedHashMap<>();

  @BeforeEach
  void machineCanHoldALab() {
    Requirements.check();
  }

  @AfterEach
  void downLeavesNothing() {
    labs.values().forEach(Lab::down);
    assertThat(labs.keySet()).allSatisfy(site -> assertThat(traces(site)).isEmpty());
  }

  @Test
  void hostsLoseAndRegainCableAndPower() {
    Lab lab = lab("test-drills", "10.213.7.11", "10.213.7.12");
    assertThat(states(lab)).containsExactly(State.ABSENT, State.ABSENT);
    lab.up();
    assertThat(lab.namespace()).isEmpty();
    assertThat(traces("test-drills")).hasSizeGreaterThan(20);
    assertThat(states(lab)).containsExactly(State.RUNNING, State.RUNNING);
    assertThat(login(lab, "10.213.7.11", "id -un; sudo id -un; hostname; cat /etc/apt/sources*"))
        .startsWith("daruma\nroot\ndebian\n");
    assertThat(login(lab, "10.213.7.11", "sudo modprobe br_netfilter && echo there"))
        .isEqualTo("there");
    assertThat(machineId(lab, "10.213.7.11")).isNotEqualTo(machineId(lab, "10.213.7.12"));

    lab.cut(TWO);
    assertThat(states(lab)).containsExactly(State.RUNNING, State.CUT);
    assertThat(reaches(lab, "10.213.7.11", "10.213.7.12")).isFalse();
    lab.heal(TWO);
    assertThat(states(lab)).containsExactly(State.RUNNING, State.RUNNING);
    assertThat(reaches(lab, "10.213.7.11", "10.213.7.12")).isTrue();

    login(lab, "10.213.7.12", "sudo touch /etc/kept /var/lib/kubelet/kept");
    lab.powerOff(TWO);
    assertThat(states(lab)).containsExactly(State.RUNNING, State.OFF);
    assertThatThrownBy(() -> lab.reboot(TWO))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("two: find the lab's host failed")
        .hasMessageContaining("remedy: power it on first");
    lab.powerOn(TWO);
    assertThat(states(lab)).containsExactly(State.RUNNING, State.RUNNING);
    assertThat(login(lab, "10.213.7.12", "ls /etc/kept /var/lib/kubelet/kept"))
        .isEqualTo("/etc/kept\n/var/lib/kubelet/kept");

    lab.limitServices();
    assertThat(servicesQuota(lab, "10.213.7.11")).isEqualTo("10000");
    long leader = lab.status().getFirst().leader().orElseThrow();
    lab.reboot(ONE);
    assertThat(lab.status().getFirst().leader()).isPresent().get().isNotEqualTo(leader);
    assertThat(reaches(lab, "10.213.7.12", "10.213.7.11")).isTrue();
    assertThat(servicesQuota(lab, "10.213.7.11")).isEqualTo("10000");
    lab.unlimitServices();
    assertThat(servicesQuota(lab, "10.213.7.11")).isEqualTo("-1");
  }

  @Test
  void whatWasKilledIsFoundAgain() {
    Lab lab = lab("test-kills", "10.213.8.11", "10.213.8.12");
    HostProcesses processes = processes("test-kills");
    lab.up();
    List<Long> leaders = leaders(lab);

    kill(processes.supervisor(ONE).orElseThrow());
    assertThat(states(lab)).containsExactly(State.RUNNING, State.RUNNING);
    lab.up();
    assertThat(leaders(lab)).isEqualTo(leaders);
    assertThat(processes.supervisor(ONE)).isPresent();
    lab.reboot(ONE);
    assertThat(reaches(lab, "10.213.8.12", "10.213.8.11")).isTrue();

    // A supervisor that ends with its nspawn leaves a guest nobody watches over.
    kill(processes.supervisor(TWO).orElseThrow());
    kill(processes.nspawn(TWO).orElseThrow());
    lab.up();
    assertThat(states(lab)).containsExactly(State.RUNNING, State.RUNNING);
    assertThat(reaches(lab, "10.213.8.11", "10.213.8.12")).isTrue();
    kill(processes.supervisor(ONE).orElseThrow());
  }

  @Test
  void aLabThatClashesGetsANamespaceOfItsOwn() {
    Lab first = lab("test-first", "10.213.9.11");
    Lab second = lab("test-second", "10.213.9.11");
    first.up();
    second.up();

    assertThat(first.namespace()).isEmpty();
    assertThat(second.namespace()).isPresent();
    assertThat(machineId(first, "10.213.9.11")).isNotEqualTo(machineId(second, "10.213.9.11"));
    second.reboot(ONE);
    second.cut(ONE);
    assertThat(states(second)).containsExactly(State.CUT);
    assertThat(states(first)).containsExactly(State.RUNNING);
  }

  private Lab lab(String name, String... addresses) {
    List<HostName> names = List.of(ONE, TWO);
    List<LabHost> hosts =
        Stream.iterate(0, i -> i < addresses.length, i -> i + 1)
            .map(i -> new LabHost(names.get(i), Inet4Address.ofLiteral(addresses[i])))
            .toList();
    Lab lab = new Lab(new LabSite(name, hosts, 24, "daruma"), CACHE, _ -> {});
    labs.put(name, lab);
    return lab;
  }

  private static HostProcesses processes(String site) {
    Path folder = LabFolder.of(CACHE, site).path();
    return new HostProcesses(Cgroups.ofThisMachine(), LabNames.of(site, folder));
  }

  private static List<State> states(Lab lab) {
    return lab.status().stream().map(LabHostStatus::state).toList();
  }

  private static List<Long> leaders(Lab lab) {
    return lab.status().stream().map(status -> status.leader().orElseThrow()).toList();
  }

  private static String machineId(Lab lab, String address) {
    return login(lab, address, "cat /etc/machine-id");
  }

  /** Of the group that the login itself is in. */
  private static String servicesQuota(Lab lab, String address) {
    return login(
        lab,
        address,
        """
        cat "/sys/fs/cgroup/cpu$(sed -n 's/.*:cpu://p' /proc/self/cgroup)/cpu.cfs_quota_us"
        """);
  }

  private static boolean reaches(Lab lab, String from, String to) {
    return Wait.atMost(Duration.ofSeconds(5))
        .until(() -> login(lab, from, "ping -q -c 1 -W 1 " + to + " && echo yes").endsWith("yes"));
  }

  private static String login(Lab lab, String address, String command) {
    return Command.of(
            "ssh",
            "-o",
            "BatchMode=yes",
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "ConnectTimeout=5",
            "-o",
            "UserKnownHostsFile=" + lab.knownHosts(),
            "-i",
            lab.identity().toString(),
            "daruma@" + address,
            command)
        .in(lab.namespace())
        .run()
        .output();
  }

  private static void kill(long process) {
    assertThat(ProcessHandle.of(process)).isPresent();
    ProcessHandle.of(process).ifPresent(ProcessHandle::destroyForcibly);
    assertThat(
            Wait.atMost(Duration.ofSeconds(5))
                .until(() -> !Files.exists(Path.of("/proc", Long.toString(process), "exe"))))
        .isTrue();
  }

  /** What a lab has on this machine, in lines; other labs may stand beside it. */
  private static List<String> traces(String site) {
    String key = LabNames.of(site, LabFolder.of(CACHE, site).path()).key();
    return Stream.of(
            Command.of("ip", "-oneline", "link"),
            Command.of("ip", "netns", "list"),
            Command.of("findmnt", "--list", "--noheadings"),
            Command.of("iptables", "-S"),
            Command.of("iptables", "-t", "nat", "-S"),
            Command.of("find", "/sys/fs/cgroup", "-path", "*daruma-lab/*"),
            Command.of("ps", "-e", "-o", "args"),
            Command.of("find", CACHE.resolve("labs").toString(), "-maxdepth", "1"),
            Command.of("find", "/run/daruma-lab"))
        .flatMap(question -> question.run().output().lines())
        .filter(line -> line.contains(key) || line.contains(site))
        .toList();
  }
}
