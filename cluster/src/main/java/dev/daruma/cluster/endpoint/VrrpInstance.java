package dev.daruma.cluster.endpoint;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One virtual address, as keepalived holds it on one of its hosts. Source: keepalived.conf(5) of
 * 2.2.7, "VRRP instance(s)".
 *
 * @param name of the instance in keepalived's log, at most 32 letters, digits and hyphens
 * @param routerId 1 to 255, the same on all its hosts, of no other VRRP group in the network
 * @param networkInterface that holds the host's own address, at most 15 characters
 * @param addresses the virtual address, of the own address's family, and others that move with it
 * @param own address adverts are sent from
 * @param peers addresses of the other hosts; may be empty
 * @param priority 1 to 254, different on each host
 * @param advertInterval 10 ms to 40.95 s in steps of 10 ms (RFC 5798, 5.2.7); a backup takes over
 *     after about three of them
 * @param checked whether the host holds the address only while {@link EndpointCheck} lets it
 */
public record VrrpInstance(
    String name,
    int routerId,
    String networkInterface,
    List<InetAddress> addresses,
    InetAddress own,
    List<InetAddress> peers,
    int priority,
    Duration advertInterval,
    boolean checked) {
  /** What Linux takes, without the characters keepalived's parser reads as its own. */
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9_.:@-]{1,15}");

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,32}");

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public VrrpInstance {
    addresses = List.copyOf(addresses);
    peers = List.copyOf(peers);
    require(NAME.matcher(name).matches(), "instance name", name);
    require(routerId >= 1 && routerId <= 255, "virtual router identifier", routerId);
    require(priority >= 1 && priority <= 254, "priority", priority);
    require(INTERFACE.matcher(networkInterface).matches(), "interface name", networkInterface);
    require(!addresses.isEmpty(), "virtual addresses", addresses);
    require(
        addresses.getFirst().getClass().equals(own.getClass()),
        "first virtual address, being of another family than " + own.getHostAddress(),
        addresses.getFirst().getHostAddress());
    require(
        advertInterval.toMillis() >= 10
            && advertInterval.toMillis() <= 40950
            && advertInterval.toMillis() % 10 == 0,
        "advert interval",
        advertInterval);
    require(!peers.contains(own), "peer, being the host itself,", own.getHostAddress());
  }

  private static void require(boolean condition, String what, Object value) {
    if (!condition) {
      throw new IllegalArgumentException("not possible as " + what + ": " + value);
    }
  }

  String text() {
    return """
    vrrp_instance %s {
        state BACKUP
        nopreempt
        interface %s
        virtual_router_id %d
        priority %d
        advert_int %s
    %s    virtual_ipaddress {
            %s
        }
    %s%s}
    """
        .formatted(
            name,
            networkInterface,
            routerId,
            priority,
            seconds(),
            unicast(),
            alone(addresses.getFirst()),
            others(),
            checked ? "    track_file {\n        endpoint\n    }\n" : "");
  }

  /** Lines for systemd that take its addresses from the host; there may be none to take. */
  String dropping() {
    return addresses.stream()
        .map(
            address ->
                "ExecStopPost=-/bin/sh -c 'ip address delete %s dev %s 2>/dev/null'\n"
                    .formatted(alone(address), networkInterface))
        .collect(Collectors.joining());
  }

  /** Unicast: multicast is filtered in many networks, and with version 3 failed on checksums. */
  private String unicast() {
    if (peers.isEmpty()) {
      return "";
    }
    return """
        # Unicast: many networks filter multicast. Adverts count from these peers only.
        unicast_src_ip %s
        check_unicast_src
        unicast_peer {
    %s
        }
    """
        .formatted(
            own.getHostAddress(),
            peers.stream()
                .map(peer -> " ".repeat(8) + peer.getHostAddress())
                .collect(Collectors.joining("\n")))
        .indent(0);
  }

  private String others() {
    if (addresses.size() == 1) {
      return "";
    }
    return """
        # Not in the adverts, whose addresses are all of one family; they move with the first.
        virtual_ipaddress_excluded {
    %s
        }
    """
        .formatted(
            addresses.stream()
                .skip(1)
                .map(address -> " ".repeat(8) + alone(address))
                .collect(Collectors.joining("\n")))
        .indent(0);
  }

  /** The address alone: the network it lies in is known from the host's own address. */
  private static String alone(InetAddress address) {
    return address.getHostAddress() + "/" + address.getAddress().length * 8;
  }

  private String seconds() {
    return BigDecimal.valueOf(advertInterval.toMillis(), 3).stripTrailingZeros().toPlainString();
  }
}
