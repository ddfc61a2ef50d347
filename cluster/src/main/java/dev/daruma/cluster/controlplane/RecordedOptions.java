package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The ClusterConfiguration that kubeadm has recorded in the cluster, by which later control planes
 * are made. Source: kubeadm 1.20, v1beta2 types, ClusterConfiguration.
 */
final class RecordedOptions {
  private RecordedOptions() {}

  /**
   * The text with the site's options; the same text where it has them.
   *
   * @throws IllegalArgumentException when the text is no such document
   */
  static String with(String text, RecoverySettings recovery) {
    Map<String, Object> document =
        map(new Load(LoadSettings.builder().build()).loadFromString(text));
    boolean changed = put("apiServer", recovery.apiServer(), document);
    changed |= put("controllerManager", recovery.controllerManager(), document);
    return changed ? YamlText.of(List.of(document)) : text;
  }

  private static boolean put(
      String component, Map<String, String> options, Map<String, Object> document) {
    Map<String, Object> fields = map(document.getOrDefault(component, Map.of()));
    Map<String, Object> arguments = map(fields.getOrDefault("extraArgs", Map.of()));
    boolean changed = false;
    for (Map.Entry<String, String> option : options.entrySet()) {
      changed |= !option.getValue().equals(arguments.put(option.getKey(), option.getValue()));
    }
    fields.put("extraArgs", arguments);
    document.put(component, fields);
    return changed;
  }

  private static Map<String, Object> map(Object value) {
    if (!(value instanceof Map<?, ?> entries)) {
      throw new IllegalArgumentException("a map is expected instead of " + value);
    }
    Map<String, Object> map = new LinkedHashMap<>();
    entries.forEach((key, each) -> map.put(String.valueOf(key), each));
    return map;
  }
}
