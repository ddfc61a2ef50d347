package dev.daruma.cluster.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.drill.DrillReport.Seen;
import dev.daruma.cluster.drill.DrillReport.Times;
import dev.daruma.cluster.site.Availability;
import dev.daruma.engine.host.HostName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JudgementTest {
  private static final Instant CAUSED = Instant.parse("2026-01-01T00:00:00Z");
  private static final HostName ONE = new HostName("one");
  private static final HostName TWO = new HostName("two");

  @TempDir private Path folder;

  private static DrillReport report(Drill drill, int reads, Holding... holders) {
    return new DrillReport(
        drill,
        ONE,
        new Times(CAUSED, CAUSED, CAUSED.plusSeconds(5), CAUSED.plusSeconds(20)),
        Map.of(
            Asked.READS,
            Seen.of(
                List.of(
                    new Look(CAUSED, reads == 0), new Look(CAUSED.plusMillis(reads + 1), true))),
            // Writes are measured, and not judged.
            Asked.WRITES,
            Seen.of(List.of(new Look(CAUSED, false), new Look(CAUSED.plusSeconds(9), true)))),
        Arrays.asList(holders),
        Duration.ZERO,
        List.of(),
        List.of(),
        List.of());
  }

  private Availability availability(String text) throws IOException {
    return new TestSite(folder).of(3, text).availability();
  }

  @Test
  void defaultsAreThoseOfAnExpert() throws IOException {
    assertThat(availability(""))
        .isEqualTo(
            new Availability(
                Duration.ofSeconds(1),
                Duration.ofMillis(1500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(4),
                Duration.ofMillis(200)));
  }

  @Test
  void theSiteFileHasTheLastWord() throws IOException {
    assertThat(availability("availability: {objectives: {apiserverKill: 2.25s, planned: 50ms}}"))
        .isEqualTo(
            new Availability(
                Duration.ofSeconds(1),
                Duration.ofMillis(1500),
                Duration.ofMillis(2250),
                Duration.ofSeconds(4),
                Duration.ofMillis(50)));
  }

  @Test
  void whatWasAwayForTooLongIsNamedWithItsObjective() throws IOException {
    assertThat(
            Judgement.misses(
                List.of(report(Drill.POWER_OFF, 1400), report(Drill.APISERVER_KILL, 1400)),
                availability("")))
        .containsExactly(
            "apiserver-kill of one: reads were away for 1401 ms, more than apiserverKill: 1000 ms");
  }

  @Test
  void theMedianIsJudgedFromThreeTimesOn() throws IOException {
    DrillReport slow = report(Drill.POWER_OFF, 1200);
    DrillReport quick = report(Drill.POWER_OFF, 700);
    assertThat(Judgement.misses(List.of(slow, slow), availability(""))).isEmpty();
    assertThat(Judgement.misses(List.of(slow, quick, slow), availability("")))
        .containsExactly(
            "power-off: reads were away for 1201 ms in the median of 3, more than powerOffMedian: 1000"
                + " ms");
    assertThat(Judgement.misses(List.of(slow, quick, quick), availability(""))).isEmpty();
  }

  @Test
  void twoHoldersAreNeverWell() throws IOException {
    DrillReport twice =
        report(
            Drill.KEEPALIVED_KILL,
            0,
            new Holding(ONE, CAUSED, CAUSED.plusSeconds(2)),
            new Holding(TWO, CAUSED.plusSeconds(1), CAUSED.plusSeconds(9)));
    assertThat(Judgement.misses(List.of(twice), availability("")))
        .containsExactly(
            "keepalived-kill of one: one and two both held the endpoint's address for 1000 ms");
  }

  @Test
  void aDrillWithoutAnObjectiveIsOnlyMeasured() throws IOException {
    assertThat(Judgement.misses(List.of(report(Drill.ETCD_LEADER_KILL, 9000)), availability("")))
        .isEmpty();
  }
}
