package dev.daruma.cluster.status;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Blueprint;
import dev.daruma.cluster.life.Life;
import dev.daruma.cluster.preflight.Preflight;
import dev.daruma.cluster.room.Scope;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.LeftOut;
import dev.daruma.engine.plan.ScopedPlan;
import dev.daruma.engine.problem.Problem;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Whether the site is as its file says: what {@code plan} would say of the same hosts. */
public sealed interface Drift {
  /**
   * What {@code apply} would change.
   *
   * @param changes how many, by host; hosts without are left out
   */
  record Changes(SortedMap<HostName, Integer> changes) implements Drift {}

  /** What {@code plan} would refuse to go on with. */
  record Hindered(List<Problem> problems) implements Drift {
    public Hindered {
      problems = List.copyOf(problems);
    }
  }

  /** It cannot be told. */
  record Unknown(String why) implements Drift {}

  /** As far as the hosts answered; those that did not are no drift, and are told elsewhere. */
  static Drift of(Blueprint blueprint, Facts facts) {
    if (facts.hosts().isEmpty()) {
      return new Unknown("no host answers");
    }
    Scope scope =
        facts.unread().isEmpty()
            ? Scope.WHOLE
            : new Scope(new TreeSet<>(facts.hosts().keySet()), Set.of());
    List<Problem> problems = Preflight.problems(blueprint.site(), blueprint.source(), facts, scope);
    return problems.isEmpty()
        ? new Changes(changes(Life.of(blueprint, facts, scope)))
        : new Hindered(problems);
  }

  private static SortedMap<HostName, Integer> changes(ScopedPlan scoped) {
    SortedMap<HostName, Integer> changes = new TreeMap<>();
    Stream.concat(scoped.plan().acts().stream(), scoped.leftOut().stream().map(LeftOut::act))
        .filter(act -> act.changeCount() > 0)
        .forEach(act -> add(act, changes));
    return changes;
  }

  private static void add(Act act, SortedMap<HostName, Integer> changes) {
    changes.merge(act.host(), act.changeCount(), Integer::sum);
  }

  /** Whether there is none. */
  default boolean isNone() {
    return this instanceof Changes known && known.changes().isEmpty();
  }
}
