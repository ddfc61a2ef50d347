package dev.daruma.app;

import dev.daruma.cluster.site.file.Operator;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/** A command run in process, far from any host, and what came of it. */
record CommandRun(int exitCode, String out, String err) {

  static CommandRun of(Path home, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Workplace workplace =
        new Workplace(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            false,
            new Operator("tester", home, Map.of()),
            home.resolve("cache"),
            Optional.empty(),
            Clock.systemUTC(),
            () -> ZoneOffset.UTC,
            SecureRandom::new,
            targets -> {
              throw new AssertionError("no test of these connects to " + targets);
            },
            Optional::empty);
    return new CommandRun(
        Daruma.commandLine(workplace).execute(arguments), out.toString(), err.toString());
  }
}
