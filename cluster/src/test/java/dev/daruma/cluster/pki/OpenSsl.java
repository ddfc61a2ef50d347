package dev.daruma.cluster.pki;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The openssl of the machine, a second opinion; a machine without it fails these tests. */
final class OpenSsl {
  /** For openssl verify -attime: the tests have a time of their own. */
  static final String NOW = Long.toString(Sample.NOW.getEpochSecond());

  private final Path folder;

  OpenSsl(Path folder, Map<String, Pem> files) throws IOException {
    this.folder = folder;
    for (Map.Entry<String, Pem> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue().text());
    }
  }

  /** What it printed, standard error included; fails when its status is not 0. */
  String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(command + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("openssl is needed by this test", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
