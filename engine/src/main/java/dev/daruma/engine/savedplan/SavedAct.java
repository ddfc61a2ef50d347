package dev.daruma.engine.savedplan;

import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.resource.Change;
import java.util.Collection;
import java.util.List;

/**
 * What an act would do.
 *
 * @param changeCount how many changes to hosts it makes; 0 for one that only looks
 * @param changes of an act that changes resources; empty for a step
 * @param explanation of a step; empty for an act that changes resources
 * @param needs titles of what it waits for, sorted
 * @param gives titles of what becomes true by it, sorted
 * @param effects what others notice, in their order
 */
public record SavedAct(
    String host,
    String room,
    String title,
    int changeCount,
    List<SavedChange> changes,
    List<String> explanation,
    List<String> needs,
    List<String> gives,
    List<String> effects) {

  /** A change to one resource, as a person reads it. */
  public record SavedChange(String label, String reason, List<String> diff) {
    public SavedChange {
      diff = List.copyOf(diff);
    }

    static SavedChange of(Change change) {
      return new SavedChange(change.label(), change.reason(), change.diff());
    }
  }

  public SavedAct {
    changes = List.copyOf(changes);
    explanation = List.copyOf(explanation);
    needs = List.copyOf(needs);
    gives = List.copyOf(gives);
    effects = List.copyOf(effects);
  }

  static SavedAct of(Act act) {
    return new SavedAct(
        act.host().value(),
        act.room().word(),
        act.title(),
        act.changeCount(),
        switch (act) {
          case HostChange change -> change.changes().stream().map(SavedChange::of).toList();
          case Step _ -> List.of();
        },
        switch (act) {
          case HostChange _ -> List.of();
          case Step step -> step.explanation();
        },
        titles(act.needs()),
        titles(act.gives()),
        act.effects().stream().map(Effect::title).toList());
  }

  /** Sets have no order of their own. */
  private static List<String> titles(Collection<Milestone> milestones) {
    return milestones.stream().map(Milestone::title).sorted().toList();
  }
}
