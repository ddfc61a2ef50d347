package dev.daruma.cluster.network;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.engine.host.HostName;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * BIRD's configuration on one host: it tells every other host where its pods are. Source: the BIRD
 * 2.0 user's guide.
 *
 * @param own address of the host; also its router identifier
 * @param autonomousSystem 1 to 4294967294; 64512 to 65534 are for private use (RFC 6996)
 * @param pods the pod network of the whole cluster
 * @param ownPods this node's part of it; empty as long as Kubernetes has given it none
 * @param peers the other hosts, and routers of the site, all reachable without a hop between
 */
public record BirdConf(
    Inet4Address own, long autonomousSystem, Cidr pods, Optional<Cidr> ownPods, List<Peer> peers) {

  /** A neighbour; of the same autonomous system when it is a host of the site. */
  public record Peer(HostName name, Inet4Address address, long autonomousSystem) {}

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public BirdConf {
    peers = List.copyOf(peers);
    peers.forEach(peer -> requireNumber(peer.autonomousSystem()));
    requireNumber(autonomousSystem);
    if (ownPods.isPresent() && !pods.contains(ownPods.get())) {
      throw new IllegalArgumentException(ownPods.get() + " is no part of the pod network " + pods);
    }
  }

  private static void requireNumber(long autonomousSystem) {
    if (autonomousSystem < 1 || autonomousSystem > 4294967294L) {
      throw new IllegalArgumentException("no autonomous system: " + autonomousSystem);
    }
  }

  /** The text of {@code /etc/bird/bird.conf}. */
  public String text() {
    return header() + peers.stream().map(this::neighbour).collect(Collectors.joining());
  }

  private String header() {
    return """
    # Written by daruma; changes made here are lost.
    log syslog all;
    router id %1$s;

    # Whatever a neighbour says, only pods are routed by it.
    filter pods_only {
        if net ~ [ %2$s+ ] then accept;
        reject;
    }

    protocol device interfaces_of_host {
    }

    # Announced to the others. Not for this host's kernel, which has the bridge's own route.
    protocol static pods_of_host {
        ipv4;
    %3$s}

    # What was learnt goes to the kernel, and stays there while BIRD restarts.
    protocol kernel pods_of_others {
        persist;
        graceful restart on;
        ipv4 {
            import none;
            export where source = RTS_BGP;
        };
    }

    # Neighbours are on the same link (direct). A host that is gone is forgotten after 30 seconds;
    # one that comes back is asked within 5.
    template bgp neighbour_on_link {
        local %1$s as %4$d;
        direct;
        hold time 30;
        keepalive time 10;
        connect delay time 1;
        connect retry time 5;
        error wait time 1, 5;
        graceful restart on;
        ipv4 {
            next hop self;
            import filter pods_only;
            export where source = RTS_STATIC;
        };
    }
    """
        .formatted(
            own.getHostAddress(),
            pods,
            ownPods.map(subnet -> "    route " + subnet + " unreachable;\n").orElse(""),
            autonomousSystem);
  }

  /** Named by address: a host may be called by a word of BIRD's, such as router, quoted or not. */
  private String neighbour(Peer peer) {
    return """

    protocol bgp peer_%s from neighbour_on_link {
        description "%s";
        neighbor %s as %d;
    }
    """
        .formatted(
            peer.address().getHostAddress().replace('.', '_'),
            peer.name(),
            peer.address().getHostAddress(),
            peer.autonomousSystem());
  }
}
