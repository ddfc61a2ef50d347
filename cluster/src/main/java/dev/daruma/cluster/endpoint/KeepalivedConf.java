package dev.daruma.cluster.endpoint;

import dev.daruma.engine.host.HostName;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * keepalived's configuration on one host. Why its numbers are what they are: {@code
 * docs/availability.md}. Source: keepalived.conf(5) of 2.2.7.
 *
 * @param host name in keepalived's log
 * @param instances the virtual addresses it takes part in holding
 * @param former texts of endpoints' instances that somebody may still call; of these and the others
 *     there is at least one
 */
public record KeepalivedConf(HostName host, List<VrrpInstance> instances, List<String> former) {
  static final String PATH = "/etc/keepalived/keepalived.conf";

  /** Where {@link #service} lies. */
  public static final String SERVICE_PATH = "/etc/systemd/system/keepalived.service.d/daruma.conf";

  private static final String CHECK =
      """

      # No weight: a failed check has to be a fault, which gives the address away. A weight would only
      # lower the priority, and with nopreempt no other host takes the address from a living master.
      # Failed until proven ready, so that a host that starts does not catch the address.
      track_file endpoint {
          file "%s"
          weight 0
          init_file 1
      }
      """
          .formatted(EndpointCheck.STATE);

  /**
   * @throws IllegalArgumentException when there is no instance, or two share a router identifier
   */
  public KeepalivedConf {
    instances = List.copyOf(instances);
    former = List.copyOf(former);
    if ((instances.isEmpty() && former.isEmpty())
        || instances.stream().map(VrrpInstance::routerId).distinct().count() < instances.size()) {
      throw new IllegalArgumentException(
          "instances with a router identifier of their own are needed: " + instances);
    }
  }

  /** Where nobody calls a former endpoint. */
  KeepalivedConf(HostName host, List<VrrpInstance> instances) {
    this(host, instances, List.of());
  }

  /** The text of {@code /etc/keepalived/keepalived.conf}. */
  public String text() {
    return """
    # Written by daruma; changes made here are lost.
    global_defs {
        router_id %s
        # Version 3 alone knows adverts of less than a second.
        vrrp_version 3
        # Adverts are sent and heard in time even when the host is out of breath. It is real time that
        # goes before pods' processes, which have a group of their own; the kernel ends what hangs in it.
        vrrp_rt_priority 10
        vrrp_rlimit_rttime 1000000
        # Where the kernel refuses real time.
        vrrp_priority -20
        # Switches and neighbours learn the new place from gratuitous ARP: at once, again after a
        # second, and now and then for those that missed it.
        vrrp_garp_master_delay 1
        vrrp_garp_master_repeat 3
        vrrp_garp_master_refresh 60
    }
    %s
    # All are backups that do not pre-empt: the address moves when its holder fails, and does not
    # wander back when the holder returns, which would cut every connection a second time.
    %s"""
        .formatted(
            host,
            former.isEmpty() && instances.stream().noneMatch(VrrpInstance::checked) ? "" : CHECK,
            Stream.concat(instances.stream().map(VrrpInstance::text), former.stream())
                .collect(Collectors.joining("\n")));
  }

  /**
   * What systemd is to know of keepalived besides its package's unit. Source: systemd.service(5);
   * ip-address(8).
   */
  public String service() {
    return """
    # Written by daruma; changes made here are lost.
    [Unit]
    # However often it fails, it is started again.
    StartLimitIntervalSec=0

    [Service]
    # One that was killed has not taken its addresses away, and the next host holds them within a second.
    %sRestart=always
    RestartSec=100ms
    """
        .formatted(instances.stream().map(VrrpInstance::dropping).collect(Collectors.joining()));
  }
}
