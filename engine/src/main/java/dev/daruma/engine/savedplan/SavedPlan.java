package dev.daruma.engine.savedplan;

import dev.daruma.engine.plan.Plan;
import java.util.List;

/**
 * What a plan would do, and what it was made from.
 *
 * @param program which daruma made it
 * @param site the site's name
 * @param siteFile SHA-256 of the site file, in lower-case hexadecimal digits
 * @param bundle the identity of the bundle, likewise
 * @param only what it is limited to; empty when to nothing
 * @param acts in the plan's order
 */
public record SavedPlan(
    String program,
    String site,
    String siteFile,
    String bundle,
    List<String> only,
    List<SavedAct> acts) {
  /** The version of the shape that is written; another one is not read. */
  public static final int FORMAT = 1;

  public SavedPlan {
    only = List.copyOf(only);
    acts = List.copyOf(acts);
  }

  public static List<SavedAct> acts(Plan plan) {
    return plan.acts().stream().map(SavedAct::of).toList();
  }
}
