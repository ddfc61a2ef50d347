package dev.daruma.cluster.node;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;

/** Pods may come to the node again. */
public record Undrained(HostName host) implements Milestone {
  @Override
  public String title() {
    return host + " takes pods again";
  }
}
