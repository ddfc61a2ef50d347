package dev.daruma.cluster.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class YamlTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.20", "yes", "0123", "", "~", "null", "a: b", "# a", "it's", "\"", "\\", "\t", "a\nb",
        "- a", "*a", "&a", "!a", "%a", "@a", "`a", "é", "\u2028", "0x1", "1e3", "1:30", "="
      })
  void textsStayTexts(String text) {
    String yaml = YamlText.of(List.of(Map.of("key", text), Map.of(text, List.of(text))));
    assertThat(yaml).startsWith("key: \"");
    assertThat(new Load(LoadSettings.builder().build()).loadAllFromString(yaml))
        .containsExactly(Map.of("key", text), Map.of(text, List.of(text)));
  }

  @Test
  void structureIsWrittenInBlocksInTheOrderGiven() {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("name", "x".repeat(200));
    document.put("count", 3);
    document.put("on", true);
    document.put("none", List.of());
    document.put("empty", Map.of());
    document.put("list", List.of("a", Map.of("b", "c")));
    assertThat(YamlText.of(List.of(document)))
        .isEqualTo(
            """
            name: "%s"
            count: 3
            "on": true
            none: []
            empty: {}
            list:
              - "a"
              - b: "c"
            """
                .formatted("x".repeat(200)));
  }
}
