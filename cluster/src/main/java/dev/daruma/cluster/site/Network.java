package dev.daruma.cluster.site;

import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;

/**
 * How pods reach each other across hosts.
 *
 * @param autonomousSystem the AS number that the hosts speak BGP with, 1 to 4294967294; private
 *     ones are 64512 to 65534 and 4200000000 to 4294967294 (RFC 6996)
 * @param peers routers outside the cluster that learn the ways to pods and services; each address
 *     once
 * @param manifest present where the plugin comes by one
 */
public record Network(
    Plugin plugin, long autonomousSystem, List<Peer> peers, Optional<NetworkManifest> manifest) {

  public Network {
    peers = List.copyOf(peers);
  }

  /** What makes the network. */
  public enum Plugin {
    /** The reference CNI plugins on each host, and BIRD to spread the routes. */
    ROUTED("routed"),
    /** Calico, out of its official manifest. */
    CALICO("calico"),
    /** Flannel, out of its official manifest. */
    FLANNEL("flannel"),
    /** Cilium, out of what its Helm chart makes. */
    CILIUM("cilium"),
    /** Whatever the operator installs. */
    NONE("none");

    private final String text;

    Plugin(String text) {
      this.text = text;
    }

    /** As the site file writes it. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A router that speaks BGP.
   *
   * @param autonomousSystem its AS number, 1 to 4294967294
   */
  public record Peer(Inet4Address address, long autonomousSystem) {}
}
