package dev.daruma.engine.plan;

import dev.daruma.engine.host.HostName;
import java.util.List;
import java.util.Optional;
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

  /**
   * What only one act at a time may have, such as the right to change etcd's membership; empty
   * where it minds nobody.
   */
  default Optional<String> exclusive() {
    return Optional.empty();
  }

  /** How many changes it makes to hosts; 0 for one that only looks. */
  int changeCount();

  /** What others notice of it, in the order in which it happens; empty where nobody does. */
  default List<Effect> effects() {
    return List.of();
  }
}
