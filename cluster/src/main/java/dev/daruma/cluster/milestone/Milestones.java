package dev.daruma.cluster.milestone;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;

/** What may be true of a site, from bare hosts to a proven cluster. */
public sealed interface Milestones extends Milestone {
  /** Names, kernel settings and swap are as Kubernetes needs them. */
  record Prepared(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " is prepared";
    }
  }

  /** The host has a checked copy of its part of the bundle. */
  record BundleCopied(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " has the bundle";
    }
  }

  /** The host's apt knows the key of the archive that packages come from. */
  record ArchiveTrusted(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " trusts the package archive";
    }
  }

  /** Every package is installed, in its version, and held. */
  record PackagesInstalled(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " has its packages";
    }
  }

  /** The container runtime runs with its configuration. */
  record RuntimeRuns(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " runs containers";
    }
  }

  /** The pods of the node are run by the runtime that the site wants. */
  record RuntimeMoved(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " runs its pods as the site wants";
    }
  }

  /** The container runtime has every image the host needs. */
  record ImagesImported(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " has its images";
    }
  }

  /** The host takes part in holding the API's address. */
  record EndpointWatched(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " watches over the endpoint";
    }
  }

  /** The cluster tells those who join, and kube-proxy, to call its API at the site's endpoint. */
  record EndpointPublished() implements Milestones {
    @Override
    public String title() {
      return "the cluster names the endpoint";
    }
  }

  /** What runs on the node calls the API at the site's endpoint. */
  record PointedAtEndpoint(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " calls the endpoint";
    }
  }

  /** No load balancer runs on the host that the site has no use for. */
  record BalancerRetired(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " has retired its load balancer";
    }
  }

  /** No keepalived of daruma's runs on the host that the site has no use for. */
  record RouterRetired(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " has let the old virtual address go";
    }
  }

  /** Nothing is left of a kubeadm run that was cut off. */
  record Cleared(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " has nothing half-done";
    }
  }

  /** The control plane's authorities, keys and certificates are in place. */
  record CertificatesPlaced(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " has its certificates";
    }
  }

  /** At least one control plane serves the API. */
  record ApiAnswers() implements Milestones {
    @Override
    public String title() {
      return "the API answers";
    }
  }

  /** The host is a node of the cluster. */
  record NodeJoined(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + " has joined";
    }
  }

  /** Hosts that join from now on get the options that the site file asks for. */
  record OptionsRecorded() implements Milestones {
    @Override
    public String title() {
      return "the site's options are recorded in the cluster";
    }
  }

  /** The control plane's components run with the options that the site file asks for. */
  record OptionsKept(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + "'s components have the site's options";
    }
  }

  /** The host's kubelet runs with the settings that the site file asks for. */
  record KubeletKept(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + "'s kubelet has the site's settings";
    }
  }

  /** Pods of the host reach those of the others. */
  record PodsConnected(HostName host) implements Milestones {
    @Override
    public String title() {
      return host + "'s pods are connected";
    }
  }

  /** The cluster was seen to work as a whole. */
  record Verified() implements Milestones {
    @Override
    public String title() {
      return "the cluster is verified";
    }
  }
}
