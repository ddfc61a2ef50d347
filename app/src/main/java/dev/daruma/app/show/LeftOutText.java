package dev.daruma.app.show;

import dev.daruma.engine.plan.LeftOut;

/** What a limited run leaves out, and why. */
public final class LeftOutText {
  private LeftOutText() {}

  /** Such as {@code left out: join worker on node02 needs that the API answers (...)}. */
  public static String of(LeftOut each) {
    return "left out: %s on %s needs that %s (%s)"
        .formatted(
            each.act().title(),
            each.act().host(),
            each.missing().title(),
            each.giver()
                .map(giver -> "by " + giver.title() + " on " + giver.host() + ", which is not done")
                .orElse(
                    "which nothing known of the hosts says, and nothing within the limit does"));
  }
}
