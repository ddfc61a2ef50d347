package dev.daruma.cluster.node;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;

/** Nothing that can be moved runs on the node. */
public record Drained(HostName host) implements Milestone {
  @Override
  public String title() {
    return host + " is drained";
  }
}
