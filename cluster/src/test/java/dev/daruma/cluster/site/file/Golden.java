package dev.daruma.cluster.site.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files whose content a test expects. {@code mvn -pl cluster test -Dgolden=write} writes them
 * instead; read the difference before committing it.
 */
final class Golden {
  /** Surefire runs a module's tests in the module's folder. */
  static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

  private Golden() {}

  static void check(Path file, String actual) throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(file, actual);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .as("%s, which `mvn -pl cluster test -Dgolden=write` writes", file)
        .isEqualTo(actual);
  }
}
