package dev.daruma.cluster.node;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;

/** The node bears the labels and taints of the site file. */
record Marked(HostName host) implements Milestone {
  @Override
  public String title() {
    return host + " has its labels and taints";
  }
}
