package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Etcd;
import dev.daruma.cluster.site.Network;
import dev.daruma.cluster.site.Version;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Scalar;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;

/** The keys of {@code kubernetes}. */
final class KubernetesKeys {
  private KubernetesKeys() {}

  static final Field<Version> VERSION =
      Field.required(
          "version",
          Amounts.KUBERNETES,
          "Kubernetes version. It has no default: a cluster must not change with the tool.");

  static final Field<UnknownVersion> UNKNOWN_VERSION =
      Field.defaulting(
          "unknownVersion",
          Choice.of("treatment", UnknownVersion.values()),
          "refused",
          "What becomes of a release newer than all that this daruma knows: refused, or allowed,"
              + " as if it were the newest one it knows; see versions.md.");

  static final Field<String> ENDPOINT_ADDRESS =
      Field.required(
          "address",
          Addresses.ENDPOINT,
          "Virtual IP address of the API: free, and in the subnet of the hosts that hold it; with"
              + " provider external somebody else's address or DNS name.");
  static final Field<Endpoint.Provider> ENDPOINT_PROVIDER =
      Field.defaulting(
          "provider",
          Choice.of("provider", Endpoint.Provider.values()),
          "keepalived",
          "keepalived: the address is on a control plane whose API server is ready; haproxy: it is on"
              + " a host with HAProxy, which spreads connections over all API servers, a control"
              + " plane or, where there are any, a load-balancer; external: somebody else's, checked"
              + " and not built.");
  static final Field<Long> ENDPOINT_PORT =
      Field.optional(
          "port",
          Scalar.whole("a port", 6443, 1, 65_535),
          "TCP port of the API at that address: 6443, and 8443 where HAProxy runs on the control"
              + " planes.");
  static final Field<Long> ENDPOINT_ROUTER_ID =
      Field.optional(
          "routerId",
          Scalar.whole("a VRRP router id", 51, 1, 255),
          "VRRP virtual router id, unique on the link (RFC 5798); chosen when absent.");
  static final Field<Long> ENDPOINT_PREFIX_LENGTH =
      Field.defaulting(
          "prefixLength",
          Scalar.whole("a prefix length", 24, 8, 30),
          "24",
          "Prefix length of the hosts' subnet, for checking addresses against it.");
  static final Field<Values> ENDPOINT =
      Field.required(
          "endpoint",
          Section.of(
                  "192.168.3.10",
                  ENDPOINT_ADDRESS,
                  ENDPOINT_PROVIDER,
                  ENDPOINT_PORT,
                  ENDPOINT_ROUTER_ID,
                  ENDPOINT_PREFIX_LENGTH)
              .shortFor(ENDPOINT_ADDRESS),
          "The address that outlives any host; a lone address stands for {address: ...}.");

  static final Field<Values> RUNTIME =
      Field.defaulting(
          "runtime",
          RuntimeKeys.SECTION,
          "{}",
          "What runs the containers; a lone word is its kind.");
  static final Field<Cidr> POD_CIDR =
      Field.defaulting(
          "podCidr",
          Addresses.PODS,
          "10.244.0.0/16",
          "Addresses of the pods, cut into one /24 per node.");
  static final Field<Cidr> SERVICE_CIDR =
      Field.defaulting(
          "serviceCidr", Addresses.SERVICES, "10.96.0.0/12", "Addresses of services, /12 to /28.");
  static final Field<String> CLUSTER_DOMAIN =
      Field.defaulting("clusterDomain", Names.DOMAIN, "cluster.local", "DNS domain of services.");

  static final Field<Network.Plugin> NETWORK_PLUGIN =
      Field.defaulting(
          "plugin",
          Choice.of("network plugin", Network.Plugin.values()),
          "routed",
          "What makes the network: routed is the reference CNI plugins and BIRD; calico, flannel and"
              + " cilium are these by their own manifests; none leaves it to you.");
  static final Field<Long> AUTONOMOUS_SYSTEM =
      Field.defaulting(
          "autonomousSystem",
          Scalar.whole("an AS number", 64_512, 1, 4_294_967_294L),
          "64512",
          "AS number for BGP; private ones are 64512-65534 and 4200000000-4294967294 (RFC 6996).");
  static final Field<Values> NETWORK =
      Field.defaulting(
          "network",
          Section.of(
                  "{plugin: routed}",
                  NETWORK_PLUGIN,
                  AUTONOMOUS_SYSTEM,
                  ManifestKeys.MODE,
                  ManifestKeys.MANIFEST,
                  ManifestKeys.MTU,
                  ManifestKeys.INTERFACES,
                  PeerKeys.PEERS)
              .shortFor(NETWORK_PLUGIN),
          "{}",
          "How pods reach each other across hosts; a lone word is the plugin.");

  static final Field<Etcd.Topology> ETCD_TOPOLOGY =
      Field.defaulting(
          "topology",
          Choice.of("topology", Etcd.Topology.values()).later("external"),
          "stacked",
          "stacked: one member on each control plane.");
  static final Field<Values> ETCD =
      Field.defaulting(
          "etcd",
          Section.of("{topology: stacked}", ETCD_TOPOLOGY).shortFor(ETCD_TOPOLOGY),
          "{}",
          "Where etcd runs; a lone word is the topology.");
  static final Field<Values> CERTIFICATES =
      Field.defaulting(
          "certificates",
          CertificateKeys.SECTION,
          "{}",
          "What the cluster's certificates are like.");

  static final Section SECTION =
      Section.of(
          "{version: 1.20.2, endpoint: 192.168.3.10}",
          VERSION,
          UNKNOWN_VERSION,
          ENDPOINT,
          RUNTIME,
          POD_CIDR,
          SERVICE_CIDR,
          CLUSTER_DOMAIN,
          NETWORK,
          ETCD,
          CERTIFICATES);
}
