package dev.daruma.cluster.effect;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Effect;

/** What happens to the cluster as a whole while an act is carried out. */
public sealed interface ClusterEffect extends Effect {
  /** The host's etcd becomes a member; the first one is the birth of etcd. */
  record EtcdJoins(HostName host) implements ClusterEffect {
    @Override
    public String title() {
      return "etcd gets a member on " + host;
    }
  }

  /** What a run that was cut off has left of a member is taken out. */
  record EtcdLeaves(HostName host) implements ClusterEffect {
    @Override
    public String title() {
      return "etcd loses the half-joined member of " + host + ", if it got that far";
    }
  }

  /** The host's member is taken out of etcd for good. */
  record MemberLeaves(HostName host) implements ClusterEffect {
    @Override
    public String title() {
      return "etcd loses the member of " + host;
    }
  }

  /** The endpoint's address appears on a host. */
  record EndpointAppears(HostName host, String address) implements ClusterEffect {
    @Override
    public String title() {
      return "the endpoint's address " + address + " appears on " + host;
    }
  }

  /**
   * The API servers of all other control planes are restarted, when etcd gets its second member.
   */
  record OthersRenewWatches(HostName host) implements ClusterEffect {
    @Override
    public String title() {
      return "kube-apiserver restarts on the control plane that was alone";
    }
  }
}
