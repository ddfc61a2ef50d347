package dev.daruma.cluster.network;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Network;
import dev.daruma.engine.host.HostName;
import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * BIRD's configuration on one host: it tells every other host where its pods are, and routers
 * outside the cluster where pods and services are. Source: the BIRD 2.0 user's guide.
 *
 * @param own address of the host; also its router identifier
 * @param autonomousSystem 1 to 4294967294; 64512 to 65534 are for private use (RFC 6996)
 * @param pods the pod network of the whole cluster
 * @param ownPods this node's part of it; empty as long as Kubernetes has given it none
 * @param services the services' addresses: every host knows the way to them
 * @param peers the other hosts, reachable without a hop between
 * @param routers outside the cluster, reachable without a hop between
 */
public record BirdConf(
    Inet4Address own,
    long autonomousSystem,
    Cidr pods,
    Optional<Cidr> ownPods,
    Cidr services,
    List<Peer> peers,
    List<Network.Peer> routers) {
  /** Begins the name of each protocol that speaks to a router. */
  static final String ROUTER = "router_";

  /** A host of the site. */
  public record Peer(HostName name, Inet4Address address) {}

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public BirdConf {
    peers = List.copyOf(peers);
    routers = List.copyOf(routers);
    routers.forEach(router -> requireNumber(router.autonomousSystem()));
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
    return header()
        + peers.stream().map(this::neighbour).collect(Collectors.joining())
        + (routers.isEmpty() ? "" : forRouters())
        + routers.stream().map(BirdConf::router).collect(Collectors.joining());
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
            export where proto = "pods_of_host";
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
            identifier(peer.address()),
            peer.name(),
            peer.address().getHostAddress(),
            autonomousSystem);
  }

  private String forRouters() {
    return """

    # Announced to routers outside the cluster: any host passes on what comes for a service.
    protocol static services_of_cluster {
        ipv4;
        route %1$s unreachable;
    }

    # They learn, and teach nothing. What leads to a host that is gone is forgotten after 9 seconds,
    # and at once when BIRD ends: a graceful restart would keep it.
    template bgp router_on_link {
        local %2$s as %3$d;
        direct;
        hold time 9;
        keepalive time 3;
        connect delay time 1;
        connect retry time 5;
        error wait time 1, 5;
        graceful restart off;
        ipv4 {
            next hop self;
            import none;
            export where source = RTS_STATIC;
        };
    }
    """
        .formatted(services, own.getHostAddress(), autonomousSystem);
  }

  private static String router(Network.Peer router) {
    return """

    protocol bgp %s from router_on_link {
        neighbor %s as %d;
    }
    """
        .formatted(
            ROUTER + identifier(router.address()),
            router.address().getHostAddress(),
            router.autonomousSystem());
  }

  private static String identifier(Inet4Address address) {
    return address.getHostAddress().replace('.', '_');
  }
}
