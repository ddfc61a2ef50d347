package dev.daruma.cluster.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.Golden;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, with a server that is a process and answers what a file says. */
class EndpointCheckTest {
  private static final String READY = "0";
  private static final String NOT_READY = "22";
  private static final String TOO_SLOW = "28";
  private static final String REFUSED = "7";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path folder;
  private Process server;
  private Process watch;

  @BeforeEach
  void aReadyServerIsWatched() throws IOException, InterruptedException {
    Path tools = Files.createDirectory(folder.resolve("tools"));
    tool(tools, "pgrep", "read -r pid <%1$s/pid && [ -d /proc/$pid ] && echo $pid");
    tool(
        tools,
        "curl",
        """
        for url; do :; done
        case $url in
          https://own/version) read -r answer <%1$s/living ;;
          https://other/readyz) read -r answer <%1$s/other ;;
        esac
        [ $answer != 28 ] || sleep 0.3
        exit $answer""");
    connection("read -r answer <%1$s/answer");
    tool(tools, "systemd-notify", "echo $1 >>%1$s/notified");
    Path script = Files.writeString(folder.resolve("watch"), EndpointCheck.script());
    answer(READY);
    living(true);
    server = start();
    ProcessBuilder builder =
        new ProcessBuilder(
            "bash", script.toString(), "server", "https://own/readyz", folder.toString());
    builder.environment().merge("PATH", tools.toString(), (path, own) -> own + ":" + path);
    watch =
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
    awaitState("0");
  }

  @AfterEach
  void nothingRunsOn() {
    server.destroyForcibly();
    watch.destroyForcibly();
  }

  @Test
  void aDeadServerIsNoticedWithoutBeingAsked() throws IOException, InterruptedException {
    server.destroyForcibly().waitFor();
    Instant dead = Instant.now();
    awaitState("1");
    assertThat(Duration.between(dead, Instant.now())).isLessThan(Duration.ofMillis(900));
    awaitLastWord("server does not run\n");
    server = start();
    awaitState("0");
  }

  @Test
  void twoAnswersOfNotReadyAreAFaultAndOneGoodOneEndsIt() throws Exception {
    answer(NOT_READY);
    awaitState("1");
    awaitLastWord("server is not ready\n");
    answer(READY);
    awaitState("0");
  }

  @Test
  void aServerThatAnswersNothingHangs() throws Exception {
    living(false);
    answer(TOO_SLOW);
    awaitState("1");
    awaitLastWord("server hangs\n");
  }

  @Test
  void aServerThatLivesMayBeSlowForAWhileButNotForEver() throws Exception {
    answer(TOO_SLOW);
    awaitState("1");
    awaitLastWord("server lives, and does not say in time whether it is ready\n");
  }

  @Test
  void aServerThatIsBusyDoesNotHang() throws Exception {
    server.destroyForcibly().waitFor();
    server = start("sh", "-c", "while :; do :; done");
    awaitState("0");
    living(false);
    answer(TOO_SLOW);
    awaitState("1");
    awaitLastWord("server lives, and does not say in time whether it is ready\n");
    assertThat(log()).doesNotContain("hangs");
  }

  @Test
  void onePoorAnswerIsForgiven() throws Exception {
    connection("[ $(($(wc -l <%1$s/asked) %% 2)) = 0 ] && answer=22 || answer=0");
    hangUp();
    awaitQuestions(6);
    assertThat(log()).isEqualTo("server answers\n");
  }

  @Test
  void aSlowServerKeepsTheAddressWhileNoOtherIsReady() throws Exception {
    Files.writeString(folder.resolve("watch.peers"), "https://other/readyz\n");
    Files.writeString(folder.resolve("other"), TOO_SLOW + "\n");
    living(false);
    answer(TOO_SLOW);
    await(() -> log().contains("server hangs, and no other is ready: the address stays"), "a word");
    assertThat(folder.resolve("endpoint-state")).hasContent("0");
    Files.writeString(folder.resolve("other"), READY + "\n");
    awaitState("1");
    awaitLastWord("server hangs\n");
  }

  @Test
  void whoDoesNotHaveTheAddressDoesNotTakeItOnlyBecauseNoOtherIsReady() throws Exception {
    Files.writeString(folder.resolve("watch.peers"), "https://other/readyz\n");
    Files.writeString(folder.resolve("other"), READY + "\n");
    answer(NOT_READY);
    awaitState("1");
    Files.writeString(folder.resolve("other"), NOT_READY + "\n");
    awaitQuestions(2);
    assertThat(folder.resolve("endpoint-state")).hasContent("1");
  }

  @Test
  void aDeadServerLosesTheAddressEvenIfNoOtherIsReady() throws Exception {
    Files.writeString(folder.resolve("watch.peers"), "https://other/readyz\n");
    Files.writeString(folder.resolve("other"), NOT_READY + "\n");
    server.destroyForcibly().waitFor();
    awaitState("1");
  }

  @Test
  void aConnectionIsKeptForManyQuestionsAndMadeAnewWhenItEnds() throws Exception {
    awaitQuestions(4);
    assertThat(Files.readAllLines(folder.resolve("connections")))
        .containsExactly("OPENSSL:own,cafile=/etc/kubernetes/pki/ca.crt");
    hangUp();
    awaitQuestions(2);
    assertThat(Files.readAllLines(folder.resolve("connections"))).hasSize(2);
    assertThat(log()).isEqualTo("server answers\n");
  }

  @Test
  void anAnswerThatComesLateIsNotTakenForTheNextOne() throws Exception {
    answer(TOO_SLOW);
    awaitQuestions(1);
    answer(NOT_READY);
    awaitLastWord("server is not ready\n");
  }

  @Test
  void aServerThatRefusesIsNotAskedTwice() throws Exception {
    answer(REFUSED);
    awaitState("1");
    awaitLastWord("server takes no connection, or shows no certificate of the cluster's\n");
  }

  @Test
  void theAddressIsGivenAwayWhileTheMarkerIsFresh() throws Exception {
    Path marker = Files.createFile(folder.resolve("endpoint-handover"));
    awaitState("1");
    awaitLastWord("the address is given away\n");
    Files.setLastModifiedTime(marker, FileTime.from(Instant.now().minus(Duration.ofMinutes(31))));
    awaitState("0");
  }

  @Test
  void theBirthMarkerStandsInForReadiness() throws Exception {
    answer(REFUSED);
    awaitState("1");
    Path marker = Files.createFile(folder.resolve("endpoint-bootstrap"));
    awaitState("0");
    Files.delete(marker);
    awaitState("1");
  }

  @Test
  void systemdHearsThatItLives() throws Exception {
    await(() -> Files.exists(folder.resolve("notified")), "a word to systemd");
    assertThat(folder.resolve("notified")).hasContent("WATCHDOG=1");
  }

  @Test
  void theUnitIsTheGoldenOne() {
    Golden.assertSame(
        "systemd/daruma-endpoint-watch.service",
        EndpointCheck.ofApiServer(InetAddress.ofLiteral("192.168.3.11")).unit());
    assertThat(EndpointCheck.ofApiServer(InetAddress.ofLiteral("fd00::1")).url())
        .isEqualTo("https://[fd00:0:0:0:0:0:0:1]:6443/readyz");
    assertThat(EndpointCheck.script())
        .startsWith("#!/bin/bash\n")
        .contains(name(EndpointCheck.BOOTSTRAP_MARKER), name(Handover.MARKER))
        .contains(name(EndpointCheck.STATE))
        .contains("peers=$0.peers\n");
    assertThat(EndpointCheck.peers(List.of(InetAddress.ofLiteral("192.168.3.12"))))
        .isEqualTo("https://192.168.3.12:6443/readyz\n");
  }

  /**
   * What the script has for a connection: notes each one and each question, and answers as its
   * numbers say.
   */
  private void connection(String decide) throws IOException {
    tool(
        folder.resolve("tools"),
        "socat",
        """
        for way; do :; done
        echo $way >>%1$s/connections
        echo $$ >%1$s/connection
        while read -r line; do
          case $line in GET*) ;; *) continue ;; esac
          echo asked >>%1$s/asked
          DECIDE
          case $answer in
            0) printf 'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok' ;;
            22) printf 'HTTP/1.1 503 Not Ready\\r\\ncontent-length: 3\\r\\n\\r\\nno\\n' ;;
            28) sleep 1.5; printf 'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok' ;;
            *) exit 1 ;;
          esac
        done"""
            .replace("DECIDE", decide));
  }

  /** The server ends the connection. */
  private void hangUp() throws IOException {
    long connection = Long.parseLong(Files.readString(folder.resolve("connection")).strip());
    ProcessHandle.of(connection).ifPresent(ProcessHandle::destroy);
  }

  private void awaitQuestions(int more) throws IOException, InterruptedException {
    int asked = Files.readAllLines(folder.resolve("asked")).size();
    await(
        () -> Files.readAllLines(folder.resolve("asked")).size() >= asked + more,
        more + " more questions");
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private void tool(Path tools, String name, String script) throws IOException {
    Path tool =
        Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script.formatted(folder) + "\n");
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process start() throws IOException {
    return start("sleep", "600");
  }

  private Process start(String... command) throws IOException {
    Process process = new ProcessBuilder(command).start();
    Files.writeString(folder.resolve("pid"), process.pid() + "\n");
    return process;
  }

  private void answer(String status) throws IOException {
    Files.writeString(folder.resolve("answer"), status + "\n");
  }

  private void living(boolean living) throws IOException {
    Files.writeString(folder.resolve("living"), living ? "0\n" : "28\n");
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"));
  }

  /** It is said right after the state is written. */
  private void awaitLastWord(String line) throws IOException, InterruptedException {
    await(() -> log().endsWith(line), line + ", not " + log());
  }

  private void awaitState(String state) throws IOException, InterruptedException {
    Path file = folder.resolve("endpoint-state");
    await(
        () -> Files.exists(file) && Files.readString(file).equals(state + "\n"),
        "state "
            + state
            + ", not "
            + Map.of("log", Files.exists(folder.resolve("log")) ? log() : ""));
  }

  /** What may fail while it is looked at. */
  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition, String what)
      throws IOException, InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    while (!condition.holds()) {
      assertThat(Instant.now()).as("waiting for " + what).isBefore(end);
      Thread.sleep(20);
    }
  }
}
