package dev.daruma.cluster.reset;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;

/** Nothing of the cluster is left on the host. */
record Bare(HostName host) implements Milestone {
  @Override
  public String title() {
    return host + " is bare";
  }
}
