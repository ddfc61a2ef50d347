package dev.daruma.app.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.engine.execute.Event;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.resource.Change;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is told when a run is over. */
class SummaryTest {
  private static HostChange change(String host, String title, int changes) {
    return new HostChange(
        new HostName(host),
        ClusterRoom.OS,
        title,
        Collections.nCopies(
            changes, new Change("file", "content", List.of(), Fragment.script(":"))),
        Set.of(),
        Set.of());
  }

  @Test
  void whatChangedWhereFitsEightyColumns() {
    HostChanges changes = new HostChanges();
    for (String title :
        List.of(
            "prepare host",
            "copy bundle",
            "install packages",
            "run containers",
            "watch over endpoint",
            "place certificates",
            "import images",
            "initialise cluster")) {
      changes.accept(new Event.Finished(change("master01", title, 3), Duration.ofMillis(1_500)));
    }
    changes.accept(
        new Event.Finished(change("node01", "prepare host", 1), Duration.ofSeconds(200)));
    assertThat(changes.lines())
        .containsExactly(
            "master01  24 changes  prepare host (3), copy bundle (3), install packages (3),",
            "                      run containers (3), watch over endpoint (3),",
            "                      place certificates (3), import images (3),",
            "                      initialise cluster (3)",
            "node01      1 change  prepare host",
            "slowest host: node01, busy for 3 min 20 s");
  }

  @Test
  void stagesFitEightyColumns() {
    RunTimes times = new RunTimes(InstantSource.fixed(Instant.EPOCH));
    Act act = change("master01", "clear interrupted kubeadm run", 1);
    times.accept(new Event.Started(act));
    times.accept(new Event.Finished(act, Duration.ofSeconds(123)));
    assertThat(times.table())
        .containsExactly(
            "stage                         hosts     began      took  slowest",
            "clear interrupted kubeadm run     1     0.0 s     0.0 s  master01 123.0 s");
  }

  @Test
  void anInterruptedRunSaysWhatIsLeft() {
    Outcome outcome =
        new Outcome(
            List.of(change("one", "prepare host", 1)),
            List.of(),
            List.of(),
            List.of(change("one", "copy bundle", 1)),
            List.of(
                change("one", "install packages", 1),
                change("two", "install packages", 1),
                change("two", "join worker", 1)));
    assertThat(LeftOver.lines(outcome))
        .containsExactly(
            "interrupted: 1 of 5 acts are done; left:",
            "  one  copy bundle, install packages",
            "  two  install packages, join worker",
            "run it again, it goes on from what the hosts are");
  }

  @Test
  void whatHostsSayCannotSteerTheTerminal() {
    assertThat(Printable.of("a\tb\u001b[2Jc\r\nd\u0007\u009b1m")).isEqualTo("a    b?[2Jc\nd??1m");
  }
}
