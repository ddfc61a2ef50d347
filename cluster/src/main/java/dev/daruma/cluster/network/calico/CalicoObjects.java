package dev.daruma.cluster.network.calico;

import dev.daruma.engine.bundle.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is applied.
 *
 * @param version of Calico
 * @param identity checksum of all objects, 64 hexadecimal digits
 * @param template checksum of the manifest's objects, which the pods bear: other settings, other
 *     pods
 * @param manifest JSON of the manifest's objects
 * @param custom JSON of objects of kinds that the manifest brings; empty where there are none
 * @param peers names of the BGPPeers among them
 */
record CalicoObjects(
    String version,
    String identity,
    String template,
    String manifest,
    String custom,
    Set<String> peers) {
  /** Where a pod bears the checksum of the settings that it runs with. */
  static final String TEMPLATE = "daruma.dev/settings";

  static CalicoObjects of(CalicoManifest official, CalicoSettings settings) {
    List<ObjectNode> objects = settings.change(official);
    List<ObjectNode> custom = settings.custom();
    String written = custom.isEmpty() ? "" : CalicoManifest.json(custom);
    String template = checksum(CalicoManifest.json(objects));
    for (ObjectNode object : objects) {
      if (object.path("kind").asString("").equals("DaemonSet")) {
        note(object, AppliedNetwork.SHAPE, settings.shape());
        if (object.path("spec").path("template") instanceof ObjectNode pods) {
          note(pods, TEMPLATE, template);
        }
      }
    }
    String manifest = CalicoManifest.json(objects);
    return new CalicoObjects(
        official.version(),
        checksum(manifest + written),
        template,
        manifest,
        written,
        peers(custom));
  }

  private static String checksum(String text) {
    return Checksum.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Set<String> peers(List<ObjectNode> custom) {
    return custom.stream()
        .filter(object -> object.path("kind").asString("").equals("BGPPeer"))
        .map(object -> object.path("metadata").path("name").asString(""))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void note(ObjectNode object, String name, String value) {
    ObjectNode metadata =
        object.path("metadata") instanceof ObjectNode present
            ? present
            : object.putObject("metadata");
    ObjectNode annotations =
        metadata.path("annotations") instanceof ObjectNode present
            ? present
            : metadata.putObject("annotations");
    annotations.put(name, value);
  }
}
