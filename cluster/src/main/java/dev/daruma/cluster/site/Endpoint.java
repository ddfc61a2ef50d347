package dev.daruma.cluster.site;

import java.net.Inet4Address;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What outlives any host: the address or name, and the port, at which the API is reached.
 *
 * @param host an IPv4 address; with {@link Provider#EXTERNAL} it may be a DNS name
 * @param port TCP port of the API there, 1 to 65535
 * @param routerId VRRP's virtual router id, 1 to 255 (RFC 5798, section 5.2.3), unique on the link;
 *     empty means that the room of the endpoint chooses one
 */
public record Endpoint(String host, Provider provider, int port, OptionalInt routerId) {
  /** Where every control plane's own API server listens; kubeadm's default. */
  public static final int API_SERVER_PORT = 6443;

  /** How the API is reached there. */
  public enum Provider {
    /** The address moves between the control planes, to one whose API server is ready. */
    KEEPALIVED("keepalived"),
    /** The address moves between hosts with HAProxy, which spreads connections over API servers. */
    HAPROXY("haproxy"),
    /** Somebody else sees to it; nothing is built. */
    EXTERNAL("external");

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

  /** The address that the site's own hosts hold by turns; empty where somebody else has it. */
  public Optional<Inet4Address> virtualAddress() {
    return switch (provider) {
      case KEEPALIVED, HAPROXY -> Cidr.parseAddress(host);
      case EXTERNAL -> Optional.empty();
    };
  }

  /** As kubeadm's {@code controlPlaneEndpoint} has it, {@code HOST:PORT}. */
  public String hostAndPort() {
    return host + ":" + port;
  }

  /** As a kubeconfig has it. */
  public String server() {
    return "https://" + hostAndPort();
  }
}
