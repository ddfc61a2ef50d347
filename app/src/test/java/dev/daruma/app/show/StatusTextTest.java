package dev.daruma.app.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A status as people and programs read it; {@code -Dgolden=write} writes the files anew. */
class StatusTextTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/status");

  @TempDir private Path folder;
  private StatusSample sample;

  @BeforeEach
  void read() throws IOException {
    sample = StatusSample.in(folder);
  }

  @ParameterizedTest
  @EnumSource
  void oneScreenForEachCase(StatusSample.Case each) throws IOException {
    List<String> lines =
        new StatusText(new Paint(false), ZoneOffset.UTC).lines(sample.status(each));
    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
    assertThat(lines).hasSizeLessThanOrEqualTo(30);
    check(each.file() + ".txt", String.join("\n", lines) + "\n");
  }

  @Test
  void programsReadTheSame() throws IOException {
    check(
        "dead-host.json",
        PlanJson.print(StatusJson.of(sample.status(StatusSample.Case.DEAD_HOST))) + "\n");
  }

  @ParameterizedTest
  @EnumSource
  void coloursTakeNoRoom(StatusSample.Case each) {
    List<String> plain =
        new StatusText(new Paint(false), ZoneOffset.UTC).lines(sample.status(each));
    List<String> painted =
        new StatusText(new Paint(true), ZoneOffset.UTC).lines(sample.status(each));
    assertThat(String.join("\n", painted)).contains("\u001b[");
    assertThat(painted.stream().map(line -> line.replaceAll("\u001b\\[[0-9;]*m", "")).toList())
        .isEqualTo(plain);
  }

  @Test
  void onlyTheWholeSiteIsWell() {
    for (StatusSample.Case each : StatusSample.Case.values()) {
      assertThat(sample.status(each).concerns().isEmpty())
          .as(each.file())
          .isEqualTo(each == StatusSample.Case.WHOLE);
    }
  }

  private static void check(String name, String actual) throws IOException {
    Path file = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, actual);
    }
    assertThat(actual).as(name).isEqualTo(Files.readString(file));
  }
}
