package dev.daruma.cluster.network.manifest;

import dev.daruma.cluster.site.Network.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The objects of a network plugin's manifest. */
public final class PluginManifest {
  private final List<ObjectNode> objects;

  private PluginManifest(List<ObjectNode> objects) {
    this.objects = objects;
  }

  /**
   * @param plugin whose it has to be; one that comes by a manifest
   * @throws IllegalArgumentException when it is no such manifest; the message says what is missing
   */
  public static PluginManifest read(Plugin plugin, String yaml) {
    List<ObjectNode> objects = new ArrayList<>();
    try {
      for (Object document : new Load(settings()).loadAllFromString(yaml)) {
        if (document != null) {
          objects.add(object(JsonMapper.shared().valueToTree(document)));
        }
      }
    } catch (YamlEngineException malformed) {
      throw new IllegalArgumentException(
          "it is no YAML: " + String.valueOf(malformed.getMessage()).lines().findFirst().orElse(""),
          malformed);
    }
    PluginManifest manifest = new PluginManifest(objects);
    switch (plugin) {
      case CALICO -> CalicoSettings.accept(manifest);
      case FLANNEL -> FlannelSettings.accept(manifest);
      case CILIUM -> CiliumSettings.accept(manifest);
      case ROUTED, NONE -> throw new IllegalArgumentException(plugin + " comes by no manifest");
    }
    return manifest;
  }

  private static LoadSettings settings() {
    // The definitions of newer versions are longer than the loader thinks a text should be.
    return LoadSettings.builder().setCodePointLimit(16 * 1024 * 1024).build();
  }

  private static ObjectNode object(JsonNode document) {
    if (document instanceof ObjectNode object && object.path("kind").isString()) {
      return object;
    }
    throw new IllegalArgumentException("a document in it is no Kubernetes object");
  }

  PluginManifest copy() {
    return new PluginManifest(objects.stream().map(ObjectNode::deepCopy).toList());
  }

  Optional<ObjectNode> find(String kind, String name) {
    return objects.stream()
        .filter(object -> object.path("kind").asString("").equals(kind))
        .filter(object -> object.path("metadata").path("name").asString("").equals(name))
        .findFirst();
  }

  /**
   * @throws IllegalArgumentException when it is not there
   */
  ObjectNode get(String kind, String name) {
    return find(kind, name)
        .orElseThrow(() -> new IllegalArgumentException("it holds no " + kind + " " + name));
  }

  /**
   * A container of a DaemonSet's.
   *
   * @throws IllegalArgumentException when one of them is not there
   */
  ObjectNode container(String daemonSet, String name) {
    return get("DaemonSet", daemonSet)
        .path("spec")
        .path("template")
        .path("spec")
        .path("containers")
        .valueStream()
        .filter(container -> container.path("name").asString("").equals(name))
        .flatMap(container -> container instanceof ObjectNode it ? Stream.of(it) : Stream.empty())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("its DaemonSet has no container " + name));
  }

  /** What the pods of all objects run, each once, as it is named there. */
  List<String> images() {
    return objects.stream()
        .map(object -> object.path("spec").path("template").path("spec"))
        .flatMap(
            pod ->
                Stream.concat(
                    pod.path("initContainers").valueStream(), pod.path("containers").valueStream()))
        .map(container -> container.path("image").asString(""))
        .filter(image -> !image.isEmpty())
        .distinct()
        .toList();
  }

  /** The same with other objects. */
  PluginManifest with(List<ObjectNode> others) {
    return new PluginManifest(others);
  }

  List<ObjectNode> objects() {
    return objects;
  }

  /** One object of kind List, for {@code kubectl apply}. */
  static String json(List<ObjectNode> objects) {
    ObjectNode list =
        JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", "List");
    ArrayNode items = list.putArray("items");
    objects.forEach(items::add);
    return JsonMapper.shared().writeValueAsString(list);
  }

  /** A mapping within an object, made where there is none. */
  static ObjectNode within(ObjectNode object, String field) {
    return object.path(field) instanceof ObjectNode present ? present : object.putObject(field);
  }

  /** An environment variable, whatever gave it a value before. */
  static void set(ObjectNode container, ObjectNode variable) {
    ArrayNode variables =
        container.path("env") instanceof ArrayNode present ? present : container.putArray("env");
    String name = variable.path("name").asString("");
    for (int at = 0; at < variables.size(); at++) {
      if (variables.path(at).path("name").asString("").equals(name)) {
        variables.set(at, variable);
        return;
      }
    }
    variables.add(variable);
  }

  /** An environment variable with this value. */
  static void set(ObjectNode container, String name, String value) {
    set(container, JsonNodeFactory.instance.objectNode().put("name", name).put("value", value));
  }
}
