package dev.daruma.app.show;

import dev.daruma.cluster.verify.VerifyCluster;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Step;

/** How much a plan would change. A verification changes nothing. */
public final class ChangeCount {
  private ChangeCount() {}

  public static int of(Plan plan) {
    return plan.acts().stream().mapToInt(ChangeCount::of).sum();
  }

  private static int of(Act act) {
    return switch (act) {
      case HostChange change -> change.changes().size();
      case VerifyCluster _ -> 0;
      case Step _ -> 1;
    };
  }

  /** Such as {@code 1 change} or {@code 12 changes}. */
  public static String text(int count) {
    return count + (count == 1 ? " change" : " changes");
  }
}
