package dev.daruma.cluster.endpoint;

import dev.daruma.engine.host.HostName;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * keepalived's configuration on one control plane. Source: keepalived.conf(5) of 2.2.7.
 *
 * @param host name in keepalived's log
 * @param routerId 1 to 255, the same on all control planes, of no other VRRP group in the network
 * @param networkInterface that holds the host's own address, at most 15 characters
 * @param prefix length of the virtual address's prefix, 0 to 32 for IPv4, 0 to 128 for IPv6
 * @param own address adverts are sent from
 * @param peers addresses of the other control planes; may be empty
 * @param priority 1 to 254, different on each control plane
 * @param advertInterval 10 ms to 40.95 s in steps of 10 ms (RFC 5798, 5.2.7); a backup takes over
 *     after about three of them
 * @param apiPort of the local apiserver
 */
public record KeepalivedConf(
    HostName host,
    int routerId,
    String networkInterface,
    InetAddress virtualAddress,
    int prefix,
    InetAddress own,
    List<InetAddress> peers,
    int priority,
    Duration advertInterval,
    int apiPort) {
  /** What Linux takes, without the characters keepalived's parser reads as its own. */
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9_.:@-]{1,15}");

  /**
   * @throws IllegalArgumentException when a value is out of its range
   */
  public KeepalivedConf {
    peers = List.copyOf(peers);
    require(routerId >= 1 && routerId <= 255, "virtual router identifier", routerId);
    require(priority >= 1 && priority <= 254, "priority", priority);
    require(INTERFACE.matcher(networkInterface).matches(), "interface name", networkInterface);
    require(
        prefix >= 0 && prefix <= virtualAddress.getAddress().length * 8, "prefix length", prefix);
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

  /** The text of {@code /etc/keepalived/keepalived.conf}. */
  public String text() {
    return """
    # Written by daruma; changes made here are lost.
    global_defs {
        router_id %s
        script_user root
        enable_script_security
        # Version 3 alone knows adverts of less than a second.
        vrrp_version 3
        # Switches and neighbours learn the new place from gratuitous ARP: at once, again after a
        # second, and now and then for those that missed it.
        vrrp_garp_master_delay 1
        vrrp_garp_master_repeat 3
        vrrp_garp_master_refresh 60
    }

    # No weight: a failed check has to be a fault, which gives the address away. A weight would only
    # lower the priority, and with nopreempt no other host takes the address from a living master.
    # Failed until proven ready (init_fail), so that a host that starts does not catch the address.
    vrrp_script apiserver {
        script "%s"
        interval 1
        timeout 2
        fall 3
        rise 1
        init_fail
    }

    # All are backups that do not pre-empt: the address moves when its holder fails, and does not
    # wander back when the holder returns, which would cut every connection a second time.
    vrrp_instance apiserver {
        state BACKUP
        nopreempt
        interface %s
        virtual_router_id %d
        priority %d
        advert_int %s
    %s    virtual_ipaddress {
            %s/%d
        }
        track_script {
            apiserver
        }
    }
    """
        .formatted(
            host,
            ApiServerCheck.command(own, apiPort),
            networkInterface,
            routerId,
            priority,
            seconds(),
            unicast(),
            virtualAddress.getHostAddress(),
            prefix);
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

  private String seconds() {
    return BigDecimal.valueOf(advertInterval.toMillis(), 3).stripTrailingZeros().toPlainString();
  }
}
