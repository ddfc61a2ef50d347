package dev.daruma.cluster.node;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A step that waits for more than it does by itself, because others leave meanwhile. */
public record Later(Step step, Set<Milestone> needs) implements Step {
  public Later {
    needs = Set.copyOf(needs);
  }

  /** The same act, but not before these hold. */
  public static Act after(Set<Milestone> more, Act act) {
    Set<Milestone> needs = new HashSet<>(act.needs());
    if (!needs.addAll(more)) {
      return act;
    }
    return switch (act) {
      case HostChange change ->
          new HostChange(
              change.host(),
              change.room(),
              change.title(),
              change.changes(),
              needs,
              change.gives(),
              change.limits(),
              change.settling(),
              change.around());
      case Step step -> new Later(step, needs);
    };
  }

  @Override
  public HostName host() {
    return step.host();
  }

  @Override
  public String title() {
    return step.title();
  }

  @Override
  public Room room() {
    return step.room();
  }

  @Override
  public Set<Milestone> gives() {
    return step.gives();
  }

  @Override
  public Set<Limit> limits() {
    return step.limits();
  }

  @Override
  public Stopping stopping() {
    return step.stopping();
  }

  @Override
  public int changeCount() {
    return step.changeCount();
  }

  @Override
  public List<Effect> effects() {
    return step.effects();
  }

  @Override
  public List<String> explanation() {
    return step.explanation();
  }

  @Override
  public void run(Work work) {
    step.run(work);
  }
}
