package dev.daruma.cluster.site.file;

import dev.daruma.cluster.network.manifest.PluginManifest;
import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.Network;
import dev.daruma.cluster.site.Network.Plugin;
import dev.daruma.cluster.site.NetworkManifest;
import dev.daruma.cluster.site.NetworkManifest.Mode;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import java.io.IOException;
import java.net.Inet4Address;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the pod network is to be, and whether the manifest that it is made from can be used. */
record NetworkReading(Draft draft, Folders folders, Findings findings) {

  /** Empty only when there is an error. */
  Optional<Network> read() {
    var written = draft.kubernetes().value(KubernetesKeys.NETWORK).orElse(Values.none());
    var plugin = written.value(KubernetesKeys.NETWORK_PLUGIN);
    if (plugin.isEmpty()) {
      return Optional.empty();
    }
    Optional<NetworkManifest> manifest =
        switch (plugin.get()) {
          case ROUTED -> {
            comesByNoManifest(written);
            shareTheLink(written);
            yield Optional.empty();
          }
          case CALICO -> {
            Mode mode = mode(written, Plugin.CALICO, Mode.CROSS_SUBNET, Mode.VXLAN, Mode.BGP);
            if (mode == Mode.BGP) {
              systemsFit(written);
            } else if (!written.isWrong(ManifestKeys.MODE)) {
              hasNoPeers(written, "in mode %s".formatted(mode), "set mode: bgp");
            }
            yield manifest(written, Plugin.CALICO, mode);
          }
          case FLANNEL -> {
            hasNoPeers(written, "with plugin flannel", "set plugin: routed, or calico in mode bgp");
            Mode mode = mode(written, Plugin.FLANNEL, Mode.CROSS_SUBNET, Mode.VXLAN, Mode.DIRECT);
            if (mode == Mode.DIRECT) {
              isLeftAlone(written, ManifestKeys.MTU, "in mode direct Flannel");
            }
            yield manifest(written, Plugin.FLANNEL, mode);
          }
          case CILIUM -> {
            hasNoPeers(written, "with plugin cilium", "set plugin: routed, or calico in mode bgp");
            isLeftAlone(written, ManifestKeys.INTERFACES, "Cilium");
            yield manifest(
                written, Plugin.CILIUM, mode(written, Plugin.CILIUM, Mode.VXLAN, Mode.DIRECT));
          }
          case NONE -> {
            comesByNoManifest(written);
            hasNoPeers(written, "with plugin none", "set plugin: routed, or calico in mode bgp");
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
            manifest));
  }

  private void comesByNoManifest(Values written) {
    for (Field<?> field :
        List.of(
            ManifestKeys.MODE, ManifestKeys.MANIFEST, ManifestKeys.MTU, ManifestKeys.INTERFACES)) {
      written
          .find(field)
          .ifPresent(
              placed ->
                  findings.error(
                      placed.place(),
                      "%s is for the network plugins calico, flannel and cilium"
                          .formatted(field.key()),
                      "set plugin to one of them, or remove " + field.key()));
    }
  }

  private void isLeftAlone(Values written, Field<?> field, String who) {
    written
        .find(field)
        .ifPresent(
            placed ->
                findings.error(
                    placed.place(),
                    "%s is not told its %s".formatted(who, field.key()),
                    "remove it; it is found out"));
  }

  private void hasNoPeers(Values written, String when, String remedy) {
    written
        .find(PeerKeys.PEERS)
        .ifPresent(
            placed ->
                findings.error(
                    placed.place(),
                    when + " nobody speaks BGP to these routers",
                    remedy + ", or remove peers"));
  }

  /**
   * @param modes those of the plugin, its default first
   */
  private Mode mode(Values written, Plugin plugin, Mode... modes) {
    var mode = written.find(ManifestKeys.MODE);
    mode.filter(placed -> !List.of(modes).contains(placed.value()))
        .ifPresent(
            placed ->
                findings.error(
                    placed.place(),
                    "%s knows no mode %s".formatted(plugin, placed.value()),
                    "its modes are "
                        + Arrays.stream(modes)
                            .map(Mode::toString)
                            .collect(Collectors.joining(", "))));
    return mode.map(Placed::value).orElse(modes[0]);
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

  private Optional<NetworkManifest> manifest(Values written, Plugin plugin, Mode mode) {
    var manifest = written.find(ManifestKeys.MANIFEST);
    if (manifest.isEmpty()) {
      if (!written.isWrong(ManifestKeys.MANIFEST)) {
        draft
            .kubernetes()
            .find(KubernetesKeys.NETWORK)
            .ifPresent(
                network ->
                    findings.error(
                        network.place(),
                        "no manifest is named that %s could be made from".formatted(plugin),
                        howToHave(plugin)));
      }
      return Optional.empty();
    }
    return text(manifest.get())
        .filter(text -> isOf(plugin, manifest.get(), text))
        .map(
            text ->
                new NetworkManifest(
                    mode,
                    text,
                    written
                        .value(ManifestKeys.MTU)
                        .map(mtu -> OptionalInt.of(Math.toIntExact(mtu)))
                        .orElse(OptionalInt.empty()),
                    written.value(ManifestKeys.INTERFACES).orElse(List.of()).stream()
                        .map(Placed::value)
                        .toList()));
  }

  private static String howToHave(Plugin plugin) {
    return switch (plugin) {
      case CALICO ->
          "fetch calico.yaml of the version you want from the Calico project, and write manifest:"
              + " calico.yaml";
      case FLANNEL ->
          "fetch kube-flannel.yml of the version you want from the Flannel project, and write"
              + " manifest: kube-flannel.yml";
      case CILIUM ->
          "make it with `helm template cilium cilium/cilium --namespace kube-system --version"
              + " VERSION >cilium.yaml`, and write manifest: cilium.yaml";
      case ROUTED, NONE -> "remove manifest";
    };
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

  /** The manifest's text; what keeps it from being had is noted. */
  private Optional<String> text(Placed<Values> manifest) {
    var file = manifest.value().find(ManifestKeys.FILE);
    var url = manifest.value().find(ManifestKeys.URL);
    var checksum = manifest.value().find(ManifestKeys.CHECKSUM);
    if (file.isPresent() && url.isEmpty() && checksum.isEmpty()) {
      return folders.text(file.get(), findings);
    }
    if (file.isPresent() || url.isEmpty() || checksum.isEmpty()) {
      if (Stream.of(ManifestKeys.FILE, ManifestKeys.URL, ManifestKeys.CHECKSUM)
          .noneMatch(manifest.value()::isWrong)) {
        findings.error(
            manifest.place(),
            "a manifest is either a file, or a url with its sha256",
            "write manifest: FILE, or manifest: {url: URL, sha256: SHA256}");
      }
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Download(folders.fetched()).text(url.get().value(), checksum.get().value()));
    } catch (IOException failure) {
      findings.error(
          url.get().place(),
          "%s cannot be taken: %s"
              .formatted(url.get().value(), String.valueOf(failure.getMessage())),
          "see that this machine reaches it and that sha256 is right, or fetch it by other means"
              + " and write manifest: FILE");
      return Optional.empty();
    }
  }

  private boolean isOf(Plugin plugin, Placed<Values> manifest, String text) {
    try {
      var _ = PluginManifest.read(plugin, text);
      return true;
    } catch (IllegalArgumentException foreign) {
      findings.error(
          manifest.place(),
          "this is no manifest of %s: %s".formatted(plugin, foreign.getMessage()),
          howToHave(plugin));
      return false;
    }
  }
}
