package dev.daruma.cluster.network.calico;

import dev.daruma.engine.bundle.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is applied, with a note of what it is.
 *
 * @param version of Calico
 * @param identity checksum of all objects, 64 hexadecimal digits
 * @param manifest JSON of the manifest's objects
 * @param custom JSON of objects of kinds that the manifest brings; empty where there are none
 * @param peers names of the BGPPeers among them
 */
record CalicoObjects(
    String version, String identity, String manifest, String custom, Set<String> peers) {

  static CalicoObjects of(CalicoManifest official, CalicoSettings settings) {
    List<ObjectNode> objects = settings.change(official);
    List<ObjectNode> custom = settings.custom();
    String written = custom.isEmpty() ? "" : CalicoManifest.json(custom);
    String identity =
        Checksum.of((CalicoManifest.json(objects) + written).getBytes(StandardCharsets.UTF_8));
    objects.stream()
        .filter(object -> object.path("kind").asString("").equals("DaemonSet"))
        .forEach(object -> note(object, identity));
    return new CalicoObjects(
        official.version(), identity, CalicoManifest.json(objects), written, peers(custom));
  }

  private static Set<String> peers(List<ObjectNode> custom) {
    return custom.stream()
        .filter(object -> object.path("kind").asString("").equals("BGPPeer"))
        .map(object -> object.path("metadata").path("name").asString(""))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static void note(ObjectNode object, String identity) {
    if (object.path("metadata") instanceof ObjectNode metadata) {
      ObjectNode annotations =
          metadata.path("annotations") instanceof ObjectNode present
              ? present
              : metadata.putObject("annotations");
      annotations.put(AppliedNetwork.NOTE, identity);
    }
  }
}
