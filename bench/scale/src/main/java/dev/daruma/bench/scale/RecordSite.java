package dev.daruma.bench.scale;

import dev.daruma.app.Daruma;
import dev.daruma.app.Workplace;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.ssh.SshEnvironment;
import dev.daruma.engine.ssh.SshShells;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Plans a finished site and keeps what its hosts answered.
 *
 * <p>Usage: {@code RecordSite SITE RECORDING}.
 */
public final class RecordSite {
  private RecordSite() {}

  public static void main(String[] arguments) {
    Operator operator = Operator.current();
    Site site = SiteFile.read(Path.of(arguments[0]), operator).site().orElseThrow();
    Recording recording = Recording.empty();
    SshEnvironment ssh =
        SshEnvironment.of(
            operator.environment(),
            file -> {
              throw new IllegalArgumentException(file + " has a passphrase");
            });
    Workplace workplace =
        new Workplace(
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            false,
            operator,
            operator.home().resolve(Path.of(".cache", "daruma")),
            Optional.empty(),
            Clock.systemUTC(),
            () -> ZoneOffset.UTC,
            SecureRandom::new,
            targets ->
                new RecordingShells(
                    new SshShells(targets, ssh),
                    host -> recording.of(site.host(host).is(Role.CONTROL_PLANE))),
            Optional::empty);
    int status =
        Daruma.commandLine(workplace).execute("plan", "--detailed-exitcode", "-f", arguments[0]);
    if (status == 0) {
      recording.write(Path.of(arguments[1]));
    } else {
      System.err.println("nothing recorded: the site is not finished");
    }
    System.exit(status);
  }
}
