package dev.daruma.engine.plan;

import dev.daruma.engine.host.HostName;
import java.util.List;
import java.util.Set;

/** Something to be done on a host, once what it needs holds. */
public sealed interface Act permits HostChange, Step {
  HostName host();

  /** What is done, in the field's words: {@code "join control plane"}. */
  String title();

  /** The part of the work it belongs to; work can be limited to some rooms. */
  Room room();

  Set<Milestone> needs();

  Set<Milestone> gives();

  /** What it may only do together with a limited number of other acts. */
  default Set<Limit> limits() {
    return Set.of();
  }

  /** What becomes of it when the operator wants the run to stop while it runs. */
  default Stopping stopping() {
    return Stopping.FINISHES;
  }

  /** How many changes it makes to hosts; 0 for one that only looks. */
  int changeCount();

  /** What others notice of it, in the order in which it happens; empty where nobody does. */
  default List<Effect> effects() {
    return List.of();
  }
}
