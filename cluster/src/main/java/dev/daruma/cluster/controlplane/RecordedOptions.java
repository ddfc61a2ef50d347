package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.release.KubeadmApi;
import dev.daruma.cluster.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The ClusterConfiguration that kubeadm has recorded in the cluster, by which later control planes
 * are made. Source: kubeadm, ClusterConfiguration of v1beta2 to v1beta4; the last has arguments as
 * a list of names and values.
 */
final class RecordedOptions {
  private static final String ARGUMENTS = "extraArgs";

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
    Object before = fields.get(ARGUMENTS);
    Object after =
        KubeadmApi.V1BETA4.apiVersion().equals(document.get("apiVersion"))
            ? listed(before, options)
            : mapped(before, options);
    fields.put(ARGUMENTS, after);
    document.put(component, fields);
    return !after.equals(before);
  }

  private static Map<String, Object> mapped(@Nullable Object before, Map<String, String> options) {
    Map<String, Object> arguments = map(before == null ? Map.of() : before);
    arguments.putAll(options);
    return arguments;
  }

  /** A name may stand there more than once; then the last one counts, to most components. */
  private static List<Map<String, Object>> listed(
      @Nullable Object before, Map<String, String> options) {
    List<Map<String, Object>> arguments = new ArrayList<>();
    for (Object each : before instanceof List<?> present ? present : List.of()) {
      arguments.add(map(each));
    }
    options.forEach(
        (name, value) -> {
          Map<String, Object> wanted = new LinkedHashMap<>();
          wanted.put("name", name);
          wanted.put("value", value);
          List<Map<String, Object>> same =
              arguments.stream().filter(argument -> name.equals(argument.get("name"))).toList();
          if (!same.equals(List.of(wanted))) {
            arguments.removeAll(same);
            arguments.add(wanted);
          }
        });
    return arguments;
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
