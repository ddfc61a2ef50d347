package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.app.Launcher.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever ends a run in the middle, at whatever event, the next apply goes on and ends in a
 * verified cluster, with no manual act between.
 *
 * <p>A site is built in one life of many short runs: each is cut off at the first event that no run
 * was cut off at before, until one comes to its end. So every event of a whole apply is a point of
 * the matrix, and the runs between share what was done before. {@code -Dcrash.matrix=all} takes
 * every point; by default it is a sample. Not among the lab's other tests for the time that it
 * takes: {@code ./test matrix}.
 */
@Tag("crash-matrix")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrashMatrixTest {
  private static final boolean ALL = System.getProperty("crash.matrix", "").equals("all");

  /** Of how many new events one is a point. */
  private static final int STRIDE = ALL ? 1 : 8;

  /** Acts in whose midst each fault strikes a host. */
  private static final List<String> ACTS =
      ALL
          ? List.of(
              "prepare host",
              "copy bundle",
              "fetch bundle",
              "place certificates",
              "install packages",
              "run containers",
              "import images",
              "watch over endpoint",
              "initialise cluster",
              "join control plane",
              "join worker",
              "connect pods",
              "verify cluster")
          : List.of("install packages", "join control plane");

  private static final List<String> HOSTS = List.of("one", "two", "three", "work");
  private static final Path MODULE = Launcher.script().resolveSibling("app");
  private static final Path SITE =
      MODULE.resolve("target").resolve("crash-matrix").resolve("site.yaml");
  private static final Launcher DARUMA = new Launcher(SITE);

  @BeforeAll
  static void labIsUp() throws IOException {
    Files.createDirectories(SITE.getParent());
    Files.copy(
        MODULE.resolve("src").resolve("test").resolve("lab").resolve("site.yaml"),
        SITE,
        StandardCopyOption.REPLACE_EXISTING);
    labIsBare();
  }

  @AfterAll
  static void labIsDown() {
    DARUMA.run("lab", "down");
  }

  /** New hosts: quicker than a reset, and free of what a fault has left. */
  private static void labIsBare() {
    assertThat(DARUMA.run("lab", "down").exitCode()).isZero();
    assertThat(DARUMA.run("lab", "up").exitCode()).isZero();
  }

  @Test
  @Order(1)
  void everyEventMayBeTheLastOne() {
    Set<String> events = new LinkedHashSet<>();
    List<String> points = new ArrayList<>();
    Answer answer;
    do {
      answer =
          DARUMA.killedWhen(
              line -> {
                Optional<String> event = Events.in(line).map(Events.Seen::point);
                boolean cut =
                    event.isPresent()
                        && events.add(event.orElseThrow())
                        && events.size() % STRIDE == 0;
                if (cut) {
                  points.add(event.orElseThrow());
                }
                return cut;
              },
              "apply");
    } while (answer.exitCode() == Launcher.KILLED);
    System.out.println(
        "killed at " + points.size() + " of " + events.size() + " events: " + points);
    isVerified(answer);
    assertThat(points).hasSizeGreaterThan(60 / STRIDE);
  }

  /**
   * Acts that pass while another one's host is struck are struck in a further life, on bare hosts.
   */
  @ParameterizedTest
  @Order(2)
  @EnumSource
  void afterAFaultDuringAnyActTheNextApplyGoesOn(Fault fault) {
    Set<String> wanted = new LinkedHashSet<>(ACTS);
    int before;
    do {
      before = wanted.size();
      live(fault, wanted);
    } while (!wanted.isEmpty() && wanted.size() < before);
    assertThat(wanted).as("acts in which no host was struck").isEmpty();
  }

  /**
   * Builds a site of bare hosts by as many runs as are struck, and one that is not.
   *
   * @param wanted acts to be struck; those that were are taken away
   */
  private static void live(Fault fault, Set<String> wanted) {
    labIsBare();
    HOSTS.forEach(host -> fault.prepare(DARUMA, host));
    List<String> points = new ArrayList<>();
    Answer answer;
    int before;
    do {
      before = points.size();
      Strikes strikes = new Strikes(DARUMA, fault, wanted);
      try (strikes) {
        answer =
            DARUMA.killedWhen(
                line -> {
                  strikes.sees(line);
                  return false;
                },
                "apply");
      }
      points.addAll(strikes.points());
    } while (points.size() > before);
    System.out.println(fault + " struck at " + points.size() + " points: " + points);
    isVerified(answer);
  }

  /**
   * What a power cut leaves between the announcement of an etcd member and its start: one of two
   * members, so no quorum, so no API, and nobody who could take the member out again.
   */
  @Test
  @Order(3)
  void aSecondEtcdMemberThatNeverStartedIsTakenBack() {
    labIsBare();
    Answer born = DARUMA.killedAt("initialise cluster: done", "apply");
    assertThat(born.exitCode()).as(born.output()).isEqualTo(Launcher.KILLED);
    for (String host : List.of("two", "three")) {
      DARUMA.asRoot(host, "systemctl kill -s KILL daruma-kubeadm 2>/dev/null; true");
    }
    DARUMA.asRoot(
        "two", "mkdir -p /var/lib/daruma/kubeadm && touch /var/lib/daruma/kubeadm/started");
    etcd("member/add", "{\\\"peerURLs\\\": [\\\"https://10.213.9.12:2380\\\"]}");
    assertThat(etcd("member/list", "{}")).contains("https://10.213.9.12:2380");
    assertThat(etcd("kv/range", "{\\\"key\\\": \\\"AA==\\\"}"))
        .as("etcd has no quorum")
        .doesNotContain("revision");
    isVerified(DARUMA.run("apply"));
    assertThat(etcd("member/list", "{}"))
        .contains("\"name\":\"one\"", "\"name\":\"two\"", "\"name\":\"three\"");
  }

  private static String etcd(String call, String body) {
    return DARUMA.asRoot(
        "one",
        "cd /etc/kubernetes/pki/etcd && curl -sS --max-time 8 --cacert ca.crt --cert healthcheck-client.crt"
            + " --key healthcheck-client.key -X POST -d \""
            + body
            + "\" https://127.0.0.1:2379/v3/"
            + (call.startsWith("member") ? "cluster/" + call : call)
            + " || true");
  }

  private static void isVerified(Answer answer) {
    assertThat(answer.exitCode()).as(answer.output()).isZero();
    assertThat(answer.output()).contains("is as declared and verified");
  }
}
