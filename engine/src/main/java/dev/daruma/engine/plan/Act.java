package dev.daruma.engine.plan;

import dev.daruma.engine.host.HostName;
import java.util.Optional;
import java.util.Set;

/** Something to be done on a host, once what it needs holds. */
public sealed interface Act permits HostChange, Step {
  HostName host();

  /** What is done, in the field's words: {@code "join control plane"}. */
  String title();

  Set<Milestone> needs();

  Set<Milestone> gives();

  /**
   * What only one act at a time may have, such as the right to change etcd's membership; empty
   * where it minds nobody.
   */
  default Optional<String> exclusive() {
    return Optional.empty();
  }
}
