package dev.daruma.cluster.site;

import java.util.List;
import java.util.OptionalInt;

/**
 * A network plugin that comes by its project's own manifest, and what a site wants of it.
 *
 * @param text of the manifest, of a version that the operator has chosen
 * @param mtu of the pods' interfaces, 1280 to 9000; the plugin finds it out when absent
 * @param interfaces patterns of those whose address the host speaks to others from; none: the
 *     address that the node is known by
 */
public record NetworkManifest(Mode mode, String text, OptionalInt mtu, List<String> interfaces) {

  public NetworkManifest {
    interfaces = List.copyOf(interfaces);
  }

  /** How packets between pods travel from host to host. */
  public enum Mode {
    /** As they are, by routes that hosts tell each other with BGP. */
    BGP("bgp"),
    /** As they are, by routes that each host sets itself: all are in one subnet. */
    DIRECT("direct"),
    /** Within UDP packets of the hosts. */
    VXLAN("vxlan"),
    /** As they are within a subnet, within UDP packets between subnets. */
    CROSS_SUBNET("crossSubnet");

    private final String text;

    Mode(String text) {
      this.text = text;
    }

    /** As the site file writes it. */
    @Override
    public String toString() {
      return text;
    }
  }
}
