package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.app.Launcher.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real cluster on real hosts of one lab, from bare to whole, through faults and kills. Needs root
 * and the bundle ({@code ./test} makes it); never skipped.
 */
@Tag("lab")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabEndToEndTest {
  private static final Path MODULE = Launcher.script().resolveSibling("app");
  private static final Path SITE =
      MODULE.resolve("target").resolve("end-to-end").resolve("site.yaml");
  private static final Path LAB =
      Path.of(System.getProperty("user.home"), ".cache", "daruma", "labs", "test-site");
  private static final Launcher DARUMA = new Launcher(SITE);

  @BeforeAll
  static void labIsUp() throws IOException {
    Files.createDirectories(SITE.getParent());
    Files.copy(
        MODULE.resolve("src").resolve("test").resolve("lab").resolve("site.yaml"),
        SITE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(DARUMA.run("lab", "down").exitCode()).isZero();
    assertThat(DARUMA.run("lab", "up").exitCode()).isZero();
  }

  @AfterAll
  static void labIsDown() {
    DARUMA.run("lab", "down");
  }

  /** Runs a shell command as root on a host, and gives what it printed. */
  private static String on(String host, String command) {
    return DARUMA.asRoot(host, command);
  }

  private static void refuses(String command, int exitCode, String... words) {
    Answer answer = DARUMA.run(command);
    assertThat(answer.exitCode()).isEqualTo(exitCode);
    assertThat(answer.output())
        .contains(words)
        .contains("cause: ", "remedy: ")
        .doesNotContain("\tat ");
  }

  @Test
  @Order(1)
  void allThatKeepsBareHostsFromBecomingAClusterIsToldAtOnce() {
    on("one", "ip address add 10.213.9.10/32 dev host0");
    on(
        "two",
        "systemd-run -q --unit taken perl -MIO::Socket::INET -e \"sub{sleep 999}->(IO::Socket::INET->new(LocalPort=>2379,Listen=>1))\"");
    assertThat(DARUMA.run("lab", "cut", "work").exitCode()).isZero();
    try {
      refuses(
          "apply",
          ExitCode.FAILED,
          "10.213.9.10 answers already",
          "two: preflight failed",
          "TCP port 2379 is taken by perl",
          "work: ");
    } finally {
      DARUMA.run("lab", "heal", "work");
      on("one", "ip address del 10.213.9.10/32 dev host0");
      on("two", "systemctl stop taken");
    }
  }

  @Test
  @Order(2)
  void aWrongKeyIsRefusedByTheHostAndSaid() throws Exception {
    Path key = LAB.resolve("id_ed25519");
    Path right = LAB.resolve("id_ed25519.right");
    Files.move(key, right);
    try {
      new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString())
          .inheritIO()
          .start()
          .waitFor();
      refuses("plan", ExitCode.FAILED, "one: ", "three: ", "id_ed25519");
    } finally {
      Files.move(right, key, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Files.deleteIfExists(LAB.resolve("id_ed25519.pub"));
    }
  }

  @Test
  @Order(3)
  void aHostThatHasChangedItsKeyIsNotTrusted() throws IOException {
    Path file = LAB.resolve("known_hosts");
    String right = Files.readString(file);
    List<String> lines = right.lines().toList();
    // The second host's key under the first one's address.
    Files.writeString(
        file,
        right.replace(
            lines.getFirst(), "10.213.9.11 " + lines.get(1).substring("10.213.9.12 ".length())));
    try {
      refuses("plan", ExitCode.FAILED, "one: ");
    } finally {
      Files.writeString(file, right);
    }
  }

  @Test
  @Order(4)
  void aFullDiskStopsOneHostAndTheNextApplyGoesOn() {
    on("work", "mount -t tmpfs -o size=20m tmpfs /var/lib/daruma");
    try {
      refuses("apply", ExitCode.FAILED, "work: ", "No space left on device", "make room on work");
    } finally {
      on("work", "umount /var/lib/daruma");
    }
    Answer answer = DARUMA.run("apply");
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.output()).contains("is as declared and verified");
  }

  @Test
  @Order(5)
  void aSecondApplyTouchesNothing() {
    String files =
        "find /etc /usr/local /opt /var/lib/daruma /var/lib/kubelet/config.yaml -type f -printf \"%p %T@\\n\" | sort | sha256sum";
    String before = on("one", files);
    Answer answer = DARUMA.run("apply");
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.output()).contains("0 changes");
    assertThat(on("one", files)).isEqualTo(before);
    assertThat(DARUMA.run("plan", "--detailed-exitcode").exitCode()).isZero();
  }

  @Test
  @Order(6)
  void anEditedFileIsFoundShownAndMendedAlone() {
    on("two", "echo \"# edited\" >>/etc/bird/bird.conf");
    Answer plan = DARUMA.run("plan", "--detailed-exitcode", "-o", "json");
    assertThat(plan.exitCode()).isEqualTo(ExitCode.CHANGES);
    JsonNode acts = JsonMapper.shared().readTree(json(plan)).path("acts");
    assertThat(acts.valueStream().map(act -> act.path("host").asString()).distinct())
        .startsWith("two");
    assertThat(plan.output()).contains("-# edited").contains("file /etc/bird/bird.conf");
    Answer apply = DARUMA.run("apply", "-o", "json");
    assertThat(apply.exitCode()).isZero();
    assertThat(on("two", "grep -c edited /etc/bird/bird.conf || true")).contains("0");
    assertThat(DARUMA.run("plan", "--detailed-exitcode").exitCode()).isZero();
  }

  @Test
  @Order(6)
  void aSavedPlanIsRefusedWhenAHostHasMovedOnAndCarriedOutWhenNot() {
    Path plan = SITE.resolveSibling("saved.plan");
    on("two", "echo \"# edited\" >>/etc/bird/bird.conf");
    assertThat(DARUMA.run("plan", "--out", plan.toString()).exitCode()).isZero();
    on("work", "rm /etc/crictl.yaml");
    Answer refused = DARUMA.run("apply", plan.toString());
    assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    assertThat(refused.output())
        .contains("+ work: run containers", "file /etc/crictl.yaml: new", "nothing was changed")
        .doesNotContain("two: connect pods");
    assertThat(on("two", "grep -c edited /etc/bird/bird.conf || true")).contains("1");
    assertThat(DARUMA.run("plan", "--out", plan.toString()).exitCode()).isZero();
    Answer applied = DARUMA.run("apply", plan.toString());
    assertThat(applied.exitCode()).as(applied.output()).isZero();
    assertThat(on("two", "grep -c edited /etc/bird/bird.conf || true")).contains("0");
    assertThat(DARUMA.run("plan", "--detailed-exitcode").exitCode()).isZero();
  }

  @Test
  @Order(6)
  void aDeadHostOutsideOfTheLimitIsNotWaitedFor() {
    on("two", "echo \"# edited\" >>/etc/bird/bird.conf");
    assertThat(DARUMA.run("lab", "power-off", "work").exitCode()).isZero();
    try {
      refuses("apply", ExitCode.FAILED, "work: ");
      Answer limited = DARUMA.run("apply", "--only", "two");
      assertThat(limited.exitCode()).as(limited.output()).isZero();
      assertThat(limited.output())
          .contains("limited to two; not verified, because limited")
          .doesNotContain("work: ");
    } finally {
      DARUMA.run("lab", "power-on", "work");
    }
    Answer whole = DARUMA.run("apply");
    assertThat(whole.exitCode()).as(whole.output()).isZero();
    assertThat(whole.output()).contains("0 changes", "is as declared and verified");
    assertThat(DARUMA.run("history").output()).contains("apply --only two");
  }

  private static String json(Answer answer) {
    return answer.output().substring(answer.output().indexOf('{'));
  }

  @Test
  @Order(7)
  void theOutageOfAPowerLossIsMeasuredAndTheSiteIsWholeAgain() {
    Answer answer = DARUMA.run("demo");
    assertThat(answer.exitCode()).isZero();
    assertThat(answer.output()).contains("0 changes to make");
    var outage = Pattern.compile("the API was away for (\\d+) ms").matcher(answer.output());
    assertThat(outage.find()).isTrue();
    assertThat(Long.parseLong(outage.group(1))).isBetween(20L, 30_000L);
  }

  @Test
  @Order(8)
  void resetRefusesWhileTheApiAnswersAndThenTakesAllAway() {
    refuses("reset", ExitCode.REFUSED, "still answers", "--yes");
    assertThat(DARUMA.run("reset", "--yes").exitCode()).isZero();
    assertThat(
            on(
                "one",
                "find /etc/kubernetes /var/lib/etcd /etc/cni -mindepth 1 2>/dev/null | wc -l"))
        .containsPattern("(?m)^0$");
    assertThat(DARUMA.run("kubeconfig").exitCode()).isEqualTo(ExitCode.FAILED);
  }

  /**
   * One apply that is cut off again and again: each run goes on from what the one before has left.
   * The crash matrix has every moment; this has one of each kind.
   */
  @Test
  @Order(9)
  void anApplyThatIsCutOffAgainAndAgainEndsInAVerifiedCluster() {
    killedAt("fetch bundle ...");
    Answer stopped = DARUMA.interruptedAt("install packages ...", "apply");
    assertThat(stopped.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(stopped.output())
        // Which acts it still meets depends on how far the run before had come.
        .contains(": is let come to its end", "acts are done; left:")
        .contains("run it again, it goes on from what the hosts are")
        .doesNotContain("initialise cluster ...");
    killedAt("initialise cluster ...");
    killedAt("join control plane ...");
    killedAt("connect pods ...");
    Answer last = DARUMA.run("apply");
    assertThat(last.exitCode()).as(last.output()).isZero();
    assertThat(last.output()).contains("is as declared and verified");
  }

  private static void killedAt(String moment) {
    Answer killed = DARUMA.killedAt(moment, "apply");
    assertThat(killed.exitCode()).as(killed.output()).isEqualTo(Launcher.KILLED);
  }

  @Test
  @Order(10)
  void downLeavesNothing() throws IOException {
    assertThat(DARUMA.run("lab", "down").exitCode()).isZero();
    assertThat(LAB).doesNotExist();
    assertThat(Files.readString(Path.of("/proc/mounts"))).doesNotContain("labs/test-site");
    assertThat(
            ProcessHandle.allProcesses()
                .flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains("labs/test-site/")))
        .isEmpty();
  }
}
