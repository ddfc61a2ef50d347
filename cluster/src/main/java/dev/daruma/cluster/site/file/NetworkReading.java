package dev.daruma.cluster.site.file;

import dev.daruma.cluster.network.calico.CalicoManifest;
import dev.daruma.cluster.site.Calico;
import dev.daruma.cluster.site.Calico.Mode;
import dev.daruma.cluster.site.Network;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import java.util.List;
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
            yield Optional.empty();
          }
          case CALICO -> calico(written);
        };
    if (findings.hasErrors()) {
      return Optional.empty();
    }
    return Optional.of(
        new Network(plugin.get(), written.get(KubernetesKeys.AUTONOMOUS_SYSTEM), calico));
  }

  private void isForCalicoAlone(Values written) {
    for (Field<?> field :
        List.of(
            CalicoKeys.MODE,
            CalicoKeys.MANIFEST,
            CalicoKeys.MTU,
            CalicoKeys.INTERFACES,
            CalicoKeys.PEERS)) {
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

  private Optional<Calico> calico(Values written) {
    var mode = written.value(CalicoKeys.MODE).orElse(Mode.CROSS_SUBNET);
    var peers = written.find(CalicoKeys.PEERS);
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
                        .toList(),
                    peers.map(Placed::value).orElse(List.of()).stream()
                        .map(peer -> peer.value())
                        .filter(peer -> peer.value(CalicoKeys.PEER_ADDRESS).isPresent())
                        .filter(peer -> peer.value(CalicoKeys.PEER_SYSTEM).isPresent())
                        .map(
                            peer ->
                                new Calico.Peer(
                                    peer.get(CalicoKeys.PEER_ADDRESS),
                                    peer.get(CalicoKeys.PEER_SYSTEM)))
                        .toList()));
  }

  /** Calico's own kinds have them as numbers of 32 bits with a sign: projectcalico/calico 13494. */
  private void systemsFit(Values written) {
    Stream.concat(
            written.find(KubernetesKeys.AUTONOMOUS_SYSTEM).stream(),
            written.value(CalicoKeys.PEERS).orElse(List.of()).stream()
                .flatMap(peer -> peer.value().find(CalicoKeys.PEER_SYSTEM).stream()))
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
