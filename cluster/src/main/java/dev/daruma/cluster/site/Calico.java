package dev.daruma.cluster.site;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a site wants of Calico.
 *
 * @param manifest text of the official manifest, of a version that the operator has chosen
 * @param mtu of the pods' interfaces and of tunnels, 1280 to 9000; Calico finds it out when absent
 * @param interfaces patterns of those whose address the host speaks to others from; none: the
 *     address that the node is known by
 */
public record Calico(Mode mode, String manifest, OptionalInt mtu, List<String> interfaces) {

  public Calico {
    interfaces = List.copyOf(interfaces);
  }

  /** How packets between pods travel from host to host. */
  public enum Mode {
    /** As they are, by routes that hosts tell each other with BGP. */
    BGP("bgp"),
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
