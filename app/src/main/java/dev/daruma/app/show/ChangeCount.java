package dev.daruma.app.show;

import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Plan;

/** How much a plan would change. A verification changes nothing. */
public final class ChangeCount {
  private ChangeCount() {}

  public static int of(Plan plan) {
    return plan.acts().stream().mapToInt(Act::changeCount).sum();
  }

  /** Such as {@code 1 change} or {@code 12 changes}. */
  public static String text(int count) {
    return count + (count == 1 ? " change" : " changes");
  }
}
