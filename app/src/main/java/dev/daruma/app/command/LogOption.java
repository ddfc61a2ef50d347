package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.app.show.LogLines;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where everything that happens is written for reading afterwards. */
final class LogOption {
  @Option(
      names = "--log",
      paramLabel = "FILE",
      description = "Write everything that happens to the end of this file, with its time.")
  private @Nullable Path file;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * @throws ParameterException when it cannot be written
   */
  Optional<LogLines> open(Workplace workplace) {
    Path chosen = file;
    if (chosen == null) {
      return Optional.empty();
    }
    try {
      // Appended to: the process may begin anew in the namespace of a lab.
      PrintWriter out =
          new PrintWriter(
              Files.newBufferedWriter(
                  chosen,
                  StandardCharsets.UTF_8,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND));
      return Optional.of(new LogLines(out, workplace.clock()));
    } catch (IOException refused) {
      CommandSpec asked = command;
      if (asked == null) {
        throw new IllegalStateException("picocli sets the command", refused);
      }
      throw new ParameterException(
          asked.commandLine(),
          "--log: %s cannot be written (%s); name a file in a folder that exists and is yours"
              .formatted(chosen, refused));
    }
  }
}
