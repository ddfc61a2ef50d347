package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.app.Launcher.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two operators at once, and what a killed one leaves, on the bare hosts of the end-to-end test's
 * lab; none of its runs comes as far as a cluster.
 */
@Tag("lab")
class LabLockTest {
  private static final Path MODULE = Launcher.script().resolveSibling("app");
  private static final Path SITE = MODULE.resolve("target").resolve("lock").resolve("site.yaml");
  private static final Launcher DARUMA = new Launcher(SITE);

  @BeforeAll
  static void labIsUp() throws IOException {
    Files.createDirectories(SITE.getParent());
    Files.copy(
        MODULE.resolve("src").resolve("test").resolve("lab").resolve("site.yaml"),
        SITE,
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(DARUMA.run("lab", "down").exitCode()).isZero();
    assertThat(DARUMA.run("lab", "up").exitCode()).isZero();
  }

  /** Whatever the test before has come to, this one's run has everything to do. */
  @BeforeEach
  void hostsAreBare() {
    assertThat(DARUMA.run("reset", "--yes").exitCode()).isZero();
  }

  @AfterAll
  static void labIsDown() {
    DARUMA.run("lab", "down");
  }

  @Test
  void theSecondRunNamesTheFirstAndMayStartOnceTheFirstIsKilled() {
    List<Answer> second = new ArrayList<>();
    Answer first =
        DARUMA.killedAt(
            "copy bundle ...",
            () -> {
              second.add(DARUMA.run("apply"));
              second.add(DARUMA.run("reset", "--yes"));
            },
            "apply");
    assertThat(first.exitCode()).isEqualTo(Launcher.KILLED);
    assertThat(second)
        .hasSize(2)
        .allSatisfy(
            answer -> {
              assertThat(answer.exitCode()).isEqualTo(ExitCode.REFUSED);
              assertThat(answer.output())
                  .contains(
                      "one: lock the site failed",
                      System.getProperty("user.name") + "@",
                      " has held it since ",
                      "(daruma apply, process ",
                      "remedy: ")
                  .doesNotContain("prepare host", "\tat ");
            });
    // The kernel has freed it with the connection: no wait, no second try.
    Answer third = DARUMA.killedAt("look again, locked", "apply");
    assertThat(third.output()).contains("look again, locked: 4 of 4 hosts answered");
  }

  /** No process, no unit, no key on any host; each look waits at most for a dying unit to stop. */
  @Test
  void aRunThatIsKilledWhileHostsServeEachOtherLeavesNothing() {
    // It serves for seconds only: whoever starts to look once it does may be late.
    CompletableFuture<Answer> serving = CompletableFuture.supplyAsync(LabLockTest::seedServes);
    Answer killed =
        DARUMA.killedAt(
            "fetch bundle ...",
            () -> assertThat(serving.join()).extracting(Answer::exitCode).isEqualTo(0),
            "apply");
    assertThat(killed.exitCode()).isEqualTo(Launcher.KILLED);
    for (String host : List.of("one", "two", "three", "work")) {
      Answer left =
          DARUMA.run(
              "lab",
              "ssh",
              host,
              "--",
              """
              sudo timeout 30 sh -c 'cd /run
              while systemctl list-units --all --no-legend "daruma-seed*" | grep . ||
                ls -d daruma.lock daruma/* 2>/dev/null | grep . || pgrep -af "[/]run/daruma[/]"
              do sleep 0.2
              done
              echo nothing left'""");
      assertThat(left.exitCode()).as(left.output()).isZero();
      assertThat(left.output()).contains("nothing left");
    }
  }

  /** Comes back once there is something to be left. */
  private static Answer seedServes() {
    return DARUMA.run(
        "lab",
        "ssh",
        "one",
        "--",
        "sudo timeout 300 sh -c 'until systemctl is-active --quiet \"daruma-seed*\"; do sleep 0.1; done'");
  }
}
