package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Calico;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Scalar;
import java.util.List;

/** The keys of {@code kubernetes.network} that are for Calico. */
final class CalicoKeys {
  private CalicoKeys() {}

  static final Field<Calico.Mode> MODE =
      Field.optional(
          "mode",
          Choice.of("mode", Calico.Mode.values()),
          "How Calico carries packets from host to host: crossSubnet (the default) within UDP only"
              + " between subnets, vxlan always within UDP, bgp never.");
  static final Field<String> MANIFEST =
      Field.optional(
          "manifest",
          References.FILE,
          "Calico's official manifest (calico.yaml), of a version that fits the Kubernetes version.");
  static final Field<Long> MTU =
      Field.optional(
          "mtu",
          Scalar.whole("an MTU", 1450, 1280, 9000),
          "MTU of pods and tunnels; Calico finds it out when absent.");

  /** Go's regular expressions, of which commas would end one. */
  private static final Scalar<String> PATTERN =
      Scalar.matching(
          "a pattern of interface names",
          "eth.*",
          "[^,\\s]+",
          "is no pattern of interface names",
          "write a regular expression without commas and spaces, such as eth.*");

  static final Field<List<Placed<String>>> INTERFACES =
      Field.optional(
          "interfaces",
          Listing.ofSome(PATTERN),
          "Interfaces whose address Calico speaks to other hosts from, as regular expressions in"
              + " order, such as [eth.*, wlan.*]; when absent, the node's own address.");
}
