package dev.daruma.cluster.network.manifest;

import dev.daruma.engine.bundle.Checksum;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is applied.
 *
 * @param version of the plugin: the tag of the image that runs on every node
 * @param namespace of the DaemonSet that works on every node
 * @param selector of its pods, as kubectl takes it
 * @param identity checksum of all objects, 64 hexadecimal digits
 * @param template checksum of the manifest's objects, which the pods bear: other settings, other
 *     pods
 * @param manifest JSON of the manifest's objects
 * @param custom JSON of objects of kinds that the manifest brings; empty where there are none
 * @param peers names of the BGPPeers among them
 */
record PluginObjects(
    String version,
    String namespace,
    String selector,
    String identity,
    String template,
    String manifest,
    String custom,
    Set<String> peers) {
  /** Where a pod bears the checksum of the settings that it runs with. */
  static final String TEMPLATE = "daruma.dev/settings";

  static PluginObjects of(PluginManifest official, PluginSettings settings) {
    PluginManifest changed = official.with(settings.change(official));
    List<ObjectNode> custom = settings.custom();
    String written = custom.isEmpty() ? "" : PluginManifest.json(custom);
    String template = checksum(PluginManifest.json(changed.objects()));
    ObjectNode daemonSet = changed.get("DaemonSet", settings.daemonSet());
    PluginManifest.within(PluginManifest.within(daemonSet, "metadata"), "labels")
        .put(AppliedNetwork.PLUGIN, settings.plugin().toString());
    note(daemonSet, AppliedNetwork.SHAPE, settings.shape());
    if (daemonSet.path("spec").path("template") instanceof ObjectNode pods) {
      note(pods, TEMPLATE, template);
    }
    String manifest = PluginManifest.json(changed.objects());
    return new PluginObjects(
        version(official.container(settings.daemonSet(), settings.container())),
        daemonSet.path("metadata").path("namespace").asString("default"),
        selector(daemonSet),
        checksum(manifest + written),
        template,
        manifest,
        written,
        peers(custom));
  }

  /** Of {@code registry/name:v1.2@sha256:...} what is between the colon and the at sign. */
  private static String version(ObjectNode container) {
    String image = container.path("image").asString("").replaceFirst("@.*", "");
    return image.substring(image.lastIndexOf(':') + 1);
  }

  private static String selector(ObjectNode daemonSet) {
    return daemonSet
        .path("spec")
        .path("selector")
        .path("matchLabels")
        .propertyStream()
        .map(label -> label.getKey() + "=" + label.getValue().asString(""))
        .collect(Collectors.joining(","));
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
    PluginManifest.within(PluginManifest.within(object, "metadata"), "annotations")
        .put(name, value);
  }
}
