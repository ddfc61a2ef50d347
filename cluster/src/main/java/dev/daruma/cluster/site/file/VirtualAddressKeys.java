package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Scalar;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.util.List;

/** The keys of an entry of {@code virtualAddresses}. */
final class VirtualAddressKeys {
  private VirtualAddressKeys() {}

  static final Field<List<Placed<InetAddress>>> ADDRESS =
      Field.required(
          "address",
          Listing.ofSome(Addresses.VIRTUAL),
          "A free IPv4 address in the subnet of its hosts; or a list of it and of others, IPv6 as"
              + " well, that move with it.");
  static final Field<Role> ROLE =
      Field.optional(
          "role",
          Choice.of("role", Role.values()),
          "All hosts with this role hold it by turns; instead of hosts.");
  static final Field<List<Placed<HostName>>> HOSTS =
      Field.optional("hosts", Listing.ofSome(Names.HOST), "The hosts that hold it by turns.");
  static final Field<Long> ROUTER_ID =
      Field.optional(
          "routerId",
          Scalar.whole("a VRRP router id", 51, 1, 255),
          "VRRP virtual router id, unique on the link (RFC 5798); the address's last number when"
              + " absent.");

  static final Section SECTION =
      Section.of("{address: 192.168.3.9, role: storage}", ADDRESS, ROLE, HOSTS, ROUTER_ID);
}
