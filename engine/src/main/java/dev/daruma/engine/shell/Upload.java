package dev.daruma.engine.shell;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;

/**
 * A file put on a host whole or not at all: written beside its place, given its owner and mode,
 * verified, renamed.
 *
 * <p>Until the rename it is readable by root alone. When anything fails, the temporary file is
 * removed by the host itself, even when the connection is cut; one that survived the loss of the
 * host's power is removed by the next upload to the same place.
 */
public final class Upload {
  /** For the largest bundle to the slowest board; a dead connection is noticed much earlier. */
  private static final Duration TRANSFER_LIMIT = Duration.ofHours(2);

  private static final Duration RENAME_LIMIT = Duration.ofMinutes(1);

  private Upload() {}

  /** As {@link Shell#upload}. */
  public static void through(
      Shell shell, InputStream content, Path destination, String mode, String owner) {
    MessageDigest sent = sha256();
    Output received =
        shell.feed(
            receive(destination, mode, owner),
            new DigestInputStream(content, sent),
            TRANSFER_LIMIT);
    if (!received.succeeded()) {
      throw failed(shell, destination, received.said());
    }
    String[] sumAndFile = received.stdout().strip().split(" ", 2);
    String temporary = sumAndFile[1];
    if (!sumAndFile[0].equals(HexFormat.of().formatHex(sent.digest()))) {
      Output _ = shell.run(Fragment.of("rm -f -- %s", temporary), RENAME_LIMIT);
      throw failed(shell, destination, "what arrived has another SHA-256 than what was sent");
    }
    Output renamed =
        shell.run(
            Fragment.of(
                "mv -fT -- %s %s || { rm -f -- %s; exit 1; }", temporary, destination, temporary),
            RENAME_LIMIT);
    if (!renamed.succeeded()) {
      throw failed(shell, destination, renamed.said());
    }
  }

  private static Path directory(Path destination) {
    Path directory = destination.getParent();
    if (directory == null || !destination.isAbsolute()) {
      throw new IllegalArgumentException("no absolute path of a file: " + destination);
    }
    return directory;
  }

  private static Fragment receive(Path destination, String mode, String owner) {
    // No sync: should the host lose its power now, the next apply reads the file and sends it
    // again.
    return Fragment.of(
        """
        set -eu
        umask 077
        find %s -maxdepth 1 -name %s -mmin +60 -exec rm -f -- {} +
        temporary=$(mktemp %s)
        trap 'rm -f -- "$temporary"' EXIT
        cat >"$temporary"
        chown -- %s "$temporary"
        chmod -- %s "$temporary"
        sum=$(sha256sum <"$temporary")
        printf '%%s %%s\\n' "${sum%%%% *}" "$temporary"
        trap - EXIT
        """,
        directory(destination),
        "." + destination.getFileName() + ".daruma-*",
        destination.resolveSibling("." + destination.getFileName() + ".daruma-XXXXXXXX"),
        owner,
        mode);
  }

  private static ProblemException failed(Shell shell, Path destination, String cause) {
    return new ProblemException(
        Problem.of(
            Problem.Code.COMMAND_FAILED,
            shell.host(),
            "upload to " + destination,
            cause,
            "see that "
                + directory(destination)
                + " is a directory on the host that root can write to"));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
