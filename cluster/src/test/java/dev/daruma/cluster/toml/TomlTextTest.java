package dev.daruma.cluster.toml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.toml.TomlMapper;

class TomlTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"", "a.b", "\"", "\\", "it's", "a\nb", "\t", "\u007f", "é", "a = b", "[a]", "#"})
  void textsSurviveAsKeysAndAsValues(String text) {
    Map<String, Object> table = Map.of("t", Map.of(text, Map.of(text, List.of(text, "x"))));
    assertThat(new TomlMapper().readValue(TomlText.of(table), Object.class)).isEqualTo(table);
  }

  @Test
  void sectionsHaveHeadersAndKeepTheirOrder() {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put("z", Map.of("io.x/y", Map.of("on", true)));
    table.put("a", Map.of());
    table.put("version", 2);
    assertThat(TomlText.of(table))
        .isEqualTo(
            """
            version = 2

            [z."io.x/y"]
            on = true

            [a]
            """);
  }
}
