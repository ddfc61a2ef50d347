package dev.daruma.app.drill;

import dev.daruma.cluster.drill.LeaderLog;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shells;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * By how much the hosts' clocks may differ.
 *
 * @param most from each other; zero where all share one clock
 * @param note of it, for whoever reads a report; empty where there is nothing to say
 */
record ClockDoubt(Duration most, String note) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Of a lab, whose hosts have the machine's own clock. */
  static ClockDoubt none() {
    return new ClockDoubt(Duration.ZERO, "");
  }

  /**
   * A host's clock.
   *
   * @param ahead of ours
   * @param unsure half of the way there and back
   */
  record Reading(Duration ahead, Duration unsure) {
    static Reading of(Instant asked, Instant answered, Instant theirs) {
      Duration half = Duration.between(asked, answered).dividedBy(2);
      return new Reading(Duration.between(asked.plus(half), theirs), half);
    }

    private Duration from(Reading other) {
      return ahead.minus(other.ahead).abs().plus(unsure).plus(other.unsure);
    }

    private Duration fromOurs() {
      return ahead.abs().plus(unsure);
    }
  }

  /** Asks each control plane for its time. */
  static ClockDoubt of(Site site, Shells shells, InstantSource clock) {
    List<Reading> readings = new ArrayList<>();
    for (Host host : site.controlPlanes()) {
      Instant asked = clock.instant();
      Output output = shells.on(host.name()).run(Fragment.script("date +%s.%N"), LIMIT);
      Instant answered = clock.instant();
      readings.add(Reading.of(asked, answered, LeaderLog.time(output.stdout().strip())));
    }
    return of(readings);
  }

  /** Two hosts that agree know who was first, however wrong our own clock is. */
  static ClockDoubt of(List<Reading> readings) {
    List<Duration> ours = new ArrayList<>();
    List<Duration> theirs = new ArrayList<>();
    for (int at = 0; at < readings.size(); at++) {
      Reading one = readings.get(at);
      ours.add(one.fromOurs());
      readings.subList(at + 1, readings.size()).forEach(other -> theirs.add(one.from(other)));
    }
    Duration most = most(theirs);
    return new ClockDoubt(
        most,
        "the hosts' clocks may differ by %d ms from each other, and by %d ms from this machine's; what the hosts told is known to within that"
            .formatted(most.toMillis(), most(ours).toMillis()));
  }

  private static Duration most(List<Duration> durations) {
    return durations.stream().max(Comparator.naturalOrder()).orElse(Duration.ZERO);
  }
}
