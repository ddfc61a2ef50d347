package dev.daruma.cluster.site.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.daruma.cluster.site.shape.Document;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON Schema and the table of keys are what the reader goes by, and agree with it. */
final class PublishedDescriptionTest {
  private static final Path DOCS = Golden.REPOSITORY.resolve("docs");
  private static final String KEYS = "<!-- keys -->\n";

  private final Schema schema =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SiteFile.schema());

  @Test
  void theSchemaIsPublished() throws IOException {
    var mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    Golden.check(
        DOCS.resolve("site.schema.json"),
        mapper.writeValueAsString(SiteFile.schema()).replace("\r\n", "\n") + "\n");
  }

  @Test
  void theKeysAreDocumented() throws IOException {
    var page = DOCS.resolve("site-file.md");
    var text = Files.readString(page);
    var written = text.substring(0, text.indexOf(KEYS) + KEYS.length());
    Golden.check(page, written + "\n" + SiteFile.keyTable());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lab", "small"})
  void theSchemaAcceptsTheExamples(String example) throws IOException {
    var file = Golden.REPOSITORY.resolve("examples").resolve(example).resolve("site.yaml");
    assertThat(problems(file)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown-key-misspelt",
        "unknown-host-key",
        "missing-keys",
        "missing-address",
        "hosts-is-list",
        "wrong-api-version",
        "name-upper-case",
        "name-number",
        "unknown-role",
        "roles-empty",
        "role-twice",
        "address-name",
        "address-with-port",
        "label-value",
        "host-key-md5",
        "ssh-port-range",
        "ssh-port-quoted",
        "ssh-timeout-unit",
        "version-two-numbers",
        "endpoint-provider-unknown",
        "pod-cidr-form",
        "packages-unknown"
      })
  void theSchemaRefuses(String name) throws IOException {
    assertThat(problems(malformed(name))).isNotEmpty();
  }

  static List<String> composable() throws IOException {
    try (var names = Files.list(malformed("empty").getParent())) {
      return names
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .filter(name -> !name.equals("complex-key")) // cannot be said in JSON
          .sorted()
          .toList();
    }
  }

  /** An editor that marks what the reader takes would be worse than none. */
  @ParameterizedTest
  @MethodSource("composable")
  void theSchemaRefusesNothingThatTheReaderTakes(String name) throws IOException {
    var file = malformed(name);
    if (!problems(file).isEmpty()) {
      var reading = SiteFile.read(file, new Operator("neko", Path.of("/nowhere"), Map.of()));
      assertThat(reading.errors()).isNotEmpty();
    }
  }

  private List<Error> problems(Path file) throws IOException {
    return Document.compose(Files.readString(file), new Findings(file)).stream()
        .flatMap(root -> Stream.of(JsonSchema.json(root)))
        .flatMap(json -> schema.validate(json).stream())
        .toList();
  }

  private static Path malformed(String name) {
    return Path.of("src/test/resources/dev/daruma/cluster/site/file/malformed", name + ".yaml");
  }
}
