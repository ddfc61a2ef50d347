package dev.daruma.cluster.node;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;

/** The cluster knows nothing of the host any more: no etcd member, no node. */
public record Left(HostName host) implements Milestone {
  @Override
  public String title() {
    return host + " has left the cluster";
  }
}
