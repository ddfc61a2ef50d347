package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Network.Peer;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Scalar;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
import java.net.Inet4Address;
import java.util.List;

/** The keys of a router among {@code kubernetes.network.peers}. */
final class PeerKeys {
  private PeerKeys() {}

  static final Field<Inet4Address> ADDRESS =
      Field.required("address", Addresses.HOST, "The router's IPv4 address.");
  static final Field<Long> SYSTEM =
      Field.required(
          "autonomousSystem",
          Scalar.whole("an AS number", 64_513, 1, 4_294_967_294L),
          "Its AS number.");
  static final Field<List<Placed<Values>>> PEERS =
      Field.optional(
          "peers",
          Listing.ofSome(
              Section.of("{address: 192.168.3.1, autonomousSystem: 64513}", ADDRESS, SYSTEM)),
          "Routers outside the cluster that learn the ways to pods and services by BGP; with plugin"
              + " routed, or calico in mode bgp.");

  /** Once the file is known to be right. */
  static Peer peer(Values router) {
    return new Peer(router.get(ADDRESS), router.get(SYSTEM));
  }
}
