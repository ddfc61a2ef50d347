package dev.daruma.cluster.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * YAML with every text value in double quotes.
 *
 * <p>Kubernetes reads YAML 1.1 (sigs.k8s.io/yaml over go-yaml), where {@code yes}, {@code 1.20} and
 * {@code 0123} are no texts; a YAML 1.2 writer would leave {@code yes} bare.
 */
public final class YamlText {
  private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z][A-Za-z0-9-]*");
  private static final Set<String> WORDS_OF_YAML_1_1 =
      Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setIndicatorIndent(2)
          .setIndentWithIndicator(true)
          .setSplitLines(false)
          .build();

  private YamlText() {}

  /**
   * The documents one after the other, keys in the order of the maps.
   *
   * @param documents of {@link Map}, {@link List}, {@link String}, {@link Integer}, {@link Boolean}
   */
  public static String of(List<? extends Map<String, ?>> documents) {
    return documents.stream().map(YamlText::document).collect(Collectors.joining("---\n"));
  }

  private static String document(Map<String, ?> content) {
    return new Present(SETTINGS)
        .emitToString(new Serialize(SETTINGS).serializeOne(node(content)).iterator());
  }

  private static Node node(Object value) {
    return switch (value) {
      case Map<?, ?> map ->
          new MappingNode(
              Tag.MAP,
              map.entrySet().stream()
                  .map(entry -> new NodeTuple(key((String) entry.getKey()), node(entry.getValue())))
                  .toList(),
              map.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
      case List<?> list ->
          new SequenceNode(
              Tag.SEQ,
              list.stream().map(YamlText::node).toList(),
              list.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
      case String text -> new ScalarNode(Tag.STR, text, ScalarStyle.DOUBLE_QUOTED);
      case Integer number -> new ScalarNode(Tag.INT, number.toString(), ScalarStyle.PLAIN);
      case Boolean flag -> new ScalarNode(Tag.BOOL, flag.toString(), ScalarStyle.PLAIN);
      default -> throw new IllegalArgumentException("no YAML for " + value.getClass());
    };
  }

  private static Node key(String key) {
    boolean bare =
        BARE_KEY.matcher(key).matches()
            && !WORDS_OF_YAML_1_1.contains(key.toLowerCase(Locale.ROOT));
    return new ScalarNode(Tag.STR, key, bare ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
  }
}
