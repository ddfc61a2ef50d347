package dev.daruma.cluster.site;

import java.net.Inet4Address;
import java.util.OptionalInt;

/**
 * The address of the API that outlives any host.
 *
 * @param address the virtual IP address, in the control planes' subnet and no host's own
 * @param port TCP port of the API, 1 to 65535
 * @param routerId VRRP's virtual router id, 1 to 255 (RFC 5798, section 5.2.3), unique on the link;
 *     empty means that the room of the endpoint chooses one
 */
public record Endpoint(Inet4Address address, Provider provider, int port, OptionalInt routerId) {
  /** How the address is held. */
  public enum Provider {
    KEEPALIVED("keepalived");

    private final String text;

    Provider(String text) {
      this.text = text;
    }

    /** As the site file writes it. */
    @Override
    public String toString() {
      return text;
    }
  }
}
