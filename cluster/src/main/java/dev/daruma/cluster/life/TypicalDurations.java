package dev.daruma.cluster.life;

import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Step;
import java.time.Duration;
import java.util.Map;

/**
 * How long acts take where nothing is known of the site's own runs: the slowest host of the
 * measured run in {@code docs/performance.md}.
 */
public final class TypicalDurations {
  private static final Map<String, Duration> MEASURED =
      Map.ofEntries(
          Map.entry("prepare host", Duration.ofMillis(500)),
          Map.entry("copy bundle", Duration.ofMillis(13_200)),
          Map.entry("place certificates", Duration.ofMillis(6_200)),
          Map.entry("install packages", Duration.ofMillis(26_500)),
          Map.entry("run containers", Duration.ofMillis(3_400)),
          Map.entry("import images", Duration.ofMillis(10_800)),
          Map.entry("watch over endpoint", Duration.ofMillis(3_400)),
          Map.entry("initialise cluster", Duration.ofMillis(17_600)),
          // Two of them, one after the other, in 64.7 s.
          Map.entry("join control plane", Duration.ofMillis(32_300)),
          Map.entry("join worker", Duration.ofMillis(29_800)),
          Map.entry("connect pods", Duration.ofMillis(14_800)),
          Map.entry("verify cluster", Duration.ofMillis(9_700)));

  /** Not measured: a script that was never timed, and a step that was never timed. */
  private static final Duration OF_A_CHANGE = Duration.ofSeconds(1);

  private static final Duration OF_A_STEP = Duration.ofSeconds(15);

  private TypicalDurations() {}

  public static Duration of(Act act) {
    return MEASURED.getOrDefault(
        act.title(),
        switch (act) {
          case HostChange _ -> OF_A_CHANGE;
          case Step _ -> OF_A_STEP;
        });
  }
}
