package dev.daruma.cluster.site.file;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file under {@code malformed} ends in the findings expected of it, as comments: severity,
 * then the line as it is printed.
 */
final class MalformedSiteFilesTest {
  private static final Path CASES =
      Path.of("src/test/resources/dev/daruma/cluster/site/file/malformed");
  private static final String EXPECTED = "#: ";

  static List<String> names() throws IOException {
    try (var files = Files.list(CASES)) {
      return files
          .map(file -> file.getFileName().toString().replace(".yaml", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("names")
  void isAnsweredWithPlaceAndRemedy(String name, @TempDir Path folder) throws IOException {
    var golden = CASES.resolve(name + ".yaml");
    var yaml =
        Files.readString(golden)
            .lines()
            .filter(line -> !line.startsWith(EXPECTED))
            .map(line -> line + "\n")
            .collect(joining());
    var site = Files.writeString(folder.resolve("site.yaml"), yaml);

    var reading = SiteFile.read(site, new Operator("neko", folder.resolve("home"), Map.of()));

    Golden.check(golden, yaml + said(reading, folder));
    assertThat(reading.findings()).isNotEmpty();
    assertThat(reading.site().isPresent()).isEqualTo(reading.errors().isEmpty());
  }

  private static String said(Reading reading, Path folder) {
    return Stream.concat(reading.errors().stream(), reading.warnings().stream())
        .map(
            finding ->
                EXPECTED
                    + (finding.isError() ? "error " : "warning ")
                    + finding.text().replace(folder + "/", "")
                    + "\n")
        .collect(joining());
  }
}
