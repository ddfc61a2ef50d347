package dev.daruma.app.show.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Recorded sessions. {@code mvn -pl app test -Dgolden=write} writes them instead; read the
 * difference before committing it.
 */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/dev/daruma/app/show/live");

  private Golden() {}

  static void check(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "").as(name).isEqualTo(actual);
  }
}
