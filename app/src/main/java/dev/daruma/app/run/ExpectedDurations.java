package dev.daruma.app.run;

import dev.daruma.cluster.life.TypicalDurations;
import dev.daruma.engine.journal.MedianDurations;
import dev.daruma.engine.journal.PastRuns;
import dev.daruma.engine.plan.Act;
import java.time.Duration;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * How long acts take: the median of this site's own runs, or else of a measured one.
 *
 * @param own by the act's title
 */
public record ExpectedDurations(SortedMap<String, Duration> own)
    implements Function<Act, Duration> {
  /** Enough for a median; hosts and bundles change over a longer time. */
  private static final int RUNS = 50;

  public static ExpectedDurations of(SiteFolder folder) {
    return new ExpectedDurations(MedianDurations.of(new PastRuns(folder.runs()).latest(RUNS)));
  }

  @Override
  public Duration apply(Act act) {
    return own.getOrDefault(act.title(), TypicalDurations.of(act));
  }
}
