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
 * By how much the hosts' clocks may differ from ours and from each other.
 *
 * @param most zero where all share one clock
 * @param note of it, for whoever reads a report; empty where there is nothing to say
 */
record ClockDoubt(Duration most, String note) {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /** Of a lab, whose hosts have the machine's own clock. */
  static ClockDoubt none() {
    return new ClockDoubt(Duration.ZERO, "");
  }

  /** Asks each control plane for its time, and takes the way there and back for doubt as well. */
  static ClockDoubt of(Site site, Shells shells, InstantSource clock) {
    List<Duration> doubts = new ArrayList<>();
    for (Host host : site.controlPlanes()) {
      Instant asked = clock.instant();
      Output output = shells.on(host.name()).run(Fragment.script("date +%s.%N"), LIMIT);
      Duration way = Duration.between(asked, clock.instant());
      Instant theirs = LeaderLog.time(output.stdout().strip());
      doubts.add(
          Duration.between(asked.plus(way.dividedBy(2)), theirs).abs().plus(way.dividedBy(2)));
    }
    Duration two =
        doubts.stream()
            .sorted(Comparator.reverseOrder())
            .limit(2)
            .reduce(Duration.ZERO, Duration::plus);
    return new ClockDoubt(
        two,
        "the hosts' clocks may differ by %d ms; who held the address when is known to within that"
            .formatted(two.toMillis()));
  }
}
