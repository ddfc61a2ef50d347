package dev.daruma.cluster.network.calico;

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

/**
 * The objects of Calico's official manifest, those for a cluster that keeps Calico's data in the
 * Kubernetes API.
 */
public final class CalicoManifest {
  private static final String NODE = "calico-node";

  private final List<ObjectNode> objects;

  private CalicoManifest(List<ObjectNode> objects) {
    this.objects = objects;
  }

  /**
   * @throws IllegalArgumentException when it is no such manifest; the message says what is missing
   */
  public static CalicoManifest read(String yaml) {
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
    CalicoManifest manifest = new CalicoManifest(objects);
    manifest.configuration();
    manifest.isKeptInKubernetes();
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

  /** The others bring none of these kinds, and keep Calico's data in an etcd of its own. */
  private void isKeptInKubernetes() {
    boolean kubernetes =
        container()
            .path("env")
            .valueStream()
            .filter(variable -> variable.path("name").asString("").equals("DATASTORE_TYPE"))
            .anyMatch(variable -> variable.path("value").asString("").equals("kubernetes"));
    if (!kubernetes
        || find("CustomResourceDefinition", "bgpconfigurations.crd.projectcalico.org").isEmpty()
        || find("CustomResourceDefinition", "bgppeers.crd.projectcalico.org").isEmpty()) {
      throw new IllegalArgumentException(
          "it is not the one that keeps Calico's data in the Kubernetes API");
    }
  }

  CalicoManifest copy() {
    return new CalicoManifest(objects.stream().map(ObjectNode::deepCopy).toList());
  }

  /** What runs on every node. */
  ObjectNode daemonSet() {
    return find("DaemonSet", NODE)
        .orElseThrow(() -> new IllegalArgumentException("it holds no DaemonSet " + NODE));
  }

  /** What its containers read. */
  ObjectNode configuration() {
    return find("ConfigMap", "calico-config")
        .orElseThrow(() -> new IllegalArgumentException("it holds no ConfigMap calico-config"));
  }

  /** The container that does the work on a node. */
  ObjectNode container() {
    return daemonSet()
        .path("spec")
        .path("template")
        .path("spec")
        .path("containers")
        .valueStream()
        .filter(container -> container.path("name").asString("").equals(NODE))
        .flatMap(container -> container instanceof ObjectNode it ? Stream.of(it) : Stream.empty())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("its DaemonSet has no container " + NODE));
  }

  private Optional<ObjectNode> find(String kind, String name) {
    return objects.stream()
        .filter(object -> object.path("kind").asString("").equals(kind))
        .filter(object -> object.path("metadata").path("name").asString("").equals(name))
        .findFirst();
  }

  /** The tag of the image that runs on every node, such as {@code v3.20.1}. */
  public String version() {
    String image = container().path("image").asString("");
    return image.substring(image.lastIndexOf(':') + 1);
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
}
