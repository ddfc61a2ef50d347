package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.NetworkManifest.Mode;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Scalar;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
import java.net.URI;
import java.util.List;

/** The keys of {@code kubernetes.network} for plugins that come by a manifest. */
final class ManifestKeys {
  private ManifestKeys() {}

  static final Field<Mode> MODE =
      Field.optional(
          "mode",
          Choice.of("mode", Mode.values()),
          "How packets travel from host to host: crossSubnet within UDP only between subnets, vxlan"
              + " always within UDP, direct never, by routes within one subnet, bgp never, by routes"
              + " that hosts tell each other. calico: crossSubnet (the default), vxlan, bgp; flannel:"
              + " crossSubnet (the default), vxlan, direct; cilium: vxlan (the default), direct.");

  static final Field<String> FILE =
      Field.optional("file", References.FILE, "The manifest; instead of url.");
  static final Field<URI> URL =
      Field.optional(
          "url",
          References.SERVED,
          "Where this machine fetches it, once; it is kept by its checksum.");
  static final Field<String> CHECKSUM =
      Field.optional(
          "sha256",
          Scalar.matching(
              "a SHA-256",
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
              "[0-9a-f]{64}",
              "is no SHA-256",
              "write its 64 hexadecimal digits, as `sha256sum FILE` prints them"),
          "What is fetched has to have it.");
  static final Field<Values> MANIFEST =
      Field.optional(
          "manifest",
          Section.of("calico.yaml", FILE, URL, CHECKSUM).shortFor(FILE),
          "The plugin's own manifest, of a version that fits the Kubernetes version: calico.yaml,"
              + " kube-flannel.yml, or what `helm template` makes of Cilium's chart; a lone path is"
              + " its file.");
  static final Field<Long> MTU =
      Field.optional(
          "mtu",
          Scalar.whole("an MTU", 1450, 1280, 9000),
          "MTU of pods, without what VXLAN adds; the plugin finds it out when absent.");

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
          "Interfaces whose address nodes speak to each other from, as regular expressions in"
              + " order, such as [eth.*, wlan.*]; when absent, the node's own address. With calico"
              + " and flannel.");
}
