package dev.daruma.cluster.site.file;

import dev.daruma.cluster.network.calico.CalicoManifest;
import dev.daruma.cluster.site.Calico;
import dev.daruma.cluster.site.Calico.Mode;
import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Network;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import java.net.Inet4Address;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What the pod network is to be, and whether the manifest that it is made from can be used. */
record NetworkReading(Draft draft, Folders folders, Findings findings) {

  private static final int MESH_LIMIT = 50;

  /** Empty only when there is an error. */
  Optional<Network> read() {
    var written = draft.kubernetes().value(KubernetesKeys.NETWORK).orElse(Values.none());
    var plugin = written.value(KubernetesKeys.NETWORK_PLUGIN);
    if (plugin.isEmpty()) {
      return Optional.empty();
    }
    Optional<Calico> calico =
        switch (plugin.get()) {
          case ROUTED -> {
            isForCalicoAlone(written);
            shareTheLink(written);
            yield Optional.empty();
          }
          case CALICO -> calico(written);
          case NONE -> {
            isForCalicoAlone(written);
            hasNoPeers(written);
            yield Optional.empty();
          }
        };
    areRouters(written);
    if (findings.hasErrors()) {
      return Optional.empty();
    }
    return Optional.of(
        new Network(
            plugin.get(),
            written.get(KubernetesKeys.AUTONOMOUS_SYSTEM),
            peers(written).stream().map(router -> PeerKeys.peer(router.value())).toList(),
            calico));
  }

  private void isForCalicoAlone(Values written) {
    for (Field<?> field :
        List.of(CalicoKeys.MODE, CalicoKeys.MANIFEST, CalicoKeys.MTU, CalicoKeys.INTERFACES)) {
      written
          .find(field)
          .ifPresent(
              placed ->
                  findings.error(
                      placed.place(),
                      "%s is for the network plugin calico".formatted(field.key()),
                      "set plugin: calico, or remove " + field.key()));
    }
  }

  private void hasNoPeers(Values written) {
    written
        .find(PeerKeys.PEERS)
        .ifPresent(
            placed ->
                findings.error(
                    placed.place(),
                    "with plugin none nobody speaks BGP to these routers",
                    "set plugin: routed, or calico in mode bgp, or remove peers"));
  }

  private static List<Placed<Values>> peers(Values written) {
    return written.value(PeerKeys.PEERS).orElse(List.of());
  }

  private static List<Placed<Inet4Address>> addresses(Values written) {
    return peers(written).stream()
        .flatMap(router -> router.value().find(PeerKeys.ADDRESS).stream())
        .toList();
  }

  /** Hosts of {@code routed} speak BGP to neighbours only: nobody in between would know the way. */
  private void shareTheLink(Values written) {
    addresses(written)
        .forEach(
            address -> {
              var subnet = draft.subnetOf(address.value());
              draft.hosts().stream()
                  .filter(Draft.Host::isNode)
                  .filter(
                      host ->
                          host.address().filter(own -> !subnet.contains(own.value())).isPresent())
                  .findFirst()
                  .ifPresent(
                      host ->
                          findings.error(
                              address.place(),
                              "the router %s is not in the subnet of %s"
                                  .formatted(address.value().getHostAddress(), host.name().value()),
                              "name the router's address there, or set prefixLength of"
                                  + " kubernetes.endpoint when the subnet is no /%d"
                                      .formatted(draft.prefixLength())));
            });
  }

  /** Each once, and none of them a host's address or the endpoint's. */
  private void areRouters(Values written) {
    Map<Inet4Address, String> taken = new HashMap<>();
    for (var host : draft.hosts()) {
      host.address()
          .ifPresent(own -> taken.put(own.value(), "the address of " + host.name().value()));
    }
    draft
        .endpoint()
        .value(KubernetesKeys.ENDPOINT_ADDRESS)
        .flatMap(Cidr::parseAddress)
        .ifPresent(address -> taken.put(address, "that of kubernetes.endpoint"));
    addresses(written)
        .forEach(
            address -> {
              var owner =
                  taken.putIfAbsent(address.value(), "the one of line " + address.place().line());
              if (owner != null) {
                findings.error(
                    address.place(),
                    "the router %s is %s".formatted(address.value().getHostAddress(), owner),
                    "name each router outside the cluster once, by an address of its own");
              }
            });
  }

  private Optional<Calico> calico(Values written) {
    var mode = written.value(CalicoKeys.MODE).orElse(Mode.CROSS_SUBNET);
    var peers = written.find(PeerKeys.PEERS);
    peers
        .filter(placed -> mode != Mode.BGP && !written.isWrong(CalicoKeys.MODE))
        .ifPresent(
            placed ->
                findings.error(
                    placed.place(),
                    "in mode %s nobody speaks BGP to these routers".formatted(mode),
                    "set mode: bgp, or remove peers"));
    if (mode == Mode.BGP) {
      systemsFit(written);
      nodesFit(written);
    }
    var manifest = written.find(CalicoKeys.MANIFEST);
    if (manifest.isEmpty()) {
      if (!written.isWrong(CalicoKeys.MANIFEST)) {
        draft
            .kubernetes()
            .find(KubernetesKeys.NETWORK)
            .ifPresent(
                network ->
                    findings.error(
                        network.place(),
                        "no manifest is named that Calico could be made from",
                        "fetch calico.yaml of the version you want from the Calico project, and"
                            + " write manifest: calico.yaml"));
      }
      return Optional.empty();
    }
    return text(manifest.get())
        .map(
            text ->
                new Calico(
                    mode,
                    text,
                    written
                        .value(CalicoKeys.MTU)
                        .map(mtu -> OptionalInt.of(Math.toIntExact(mtu)))
                        .orElse(OptionalInt.empty()),
                    written.value(CalicoKeys.INTERFACES).orElse(List.of()).stream()
                        .map(Placed::value)
                        .toList()));
  }

  /** Calico's own kinds have them as numbers of 32 bits with a sign: projectcalico/calico 13494. */
  private void systemsFit(Values written) {
    Stream.concat(
            written.find(KubernetesKeys.AUTONOMOUS_SYSTEM).stream(),
            peers(written).stream()
                .flatMap(router -> router.value().find(PeerKeys.SYSTEM).stream()))
        .filter(system -> system.value() > Integer.MAX_VALUE)
        .forEach(
            system ->
                findings.error(
                    system.place(),
                    "Calico takes no AS number above %d".formatted(Integer.MAX_VALUE),
                    "take a private one of 64512 to 65534"));
  }

  /** Every node keeps a session with every other one. */
  private void nodesFit(Values written) {
    var nodes = draft.hosts().stream().filter(Draft.Host::isNode).count();
    if (nodes > MESH_LIMIT) {
      written
          .find(CalicoKeys.MODE)
          .ifPresent(
              mode ->
                  findings.error(
                      mode.place(),
                      "%d nodes are more than a mesh of BGP sessions carries".formatted(nodes),
                      "take mode crossSubnet or vxlan; route reflectors are not built yet"));
    }
  }

  private Optional<String> text(Placed<String> manifest) {
    return folders
        .text(manifest, findings)
        .filter(
            text -> {
              try {
                var _ = CalicoManifest.read(text);
                return true;
              } catch (IllegalArgumentException foreign) {
                findings.error(
                    manifest.place(),
                    "%s is no manifest of Calico's: %s"
                        .formatted(manifest.value(), foreign.getMessage()),
                    "name calico.yaml as the Calico project publishes it");
                return false;
              }
            });
  }
}
