package dev.daruma.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target.Become;
import dev.daruma.engine.host.Target.Password;
import dev.daruma.engine.problem.ProblemException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * How a shell with root's rights is started on a host, and how one knows that it has.
 *
 * <p>The command is given to the user's login shell, whichever that is. It starts a plain {@code
 * sh}, which reads no start-up files, says a random word and its user id on both streams, then
 * reads one line and does what that says. Whatever start-up files of the login shell, a banner, or
 * sudo print before that word is thrown away.
 *
 * <p>sudo is given a prompt that is a random word, and the password is written only when that
 * prompt has come: so it can neither be taken for a command when sudo asks for none, nor be echoed.
 */
public final class RootShell {
  private final HostName host;
  private final String user;
  private final Become become;
  private final byte[] ready;
  private final byte[] prompt;
  private final String frames;

  /**
   * One start of one shell.
   *
   * @param user who logs in, for messages
   * @param words gives random words that nobody can guess, letters and digits
   */
  public RootShell(HostName host, String user, Become become, Supplier<String> words) {
    this.host = host;
    this.user = user;
    this.become = become;
    this.ready = words.get().getBytes(UTF_8);
    this.prompt = words.get().getBytes(UTF_8);
    // Not one of the words above, which the host's list of processes shows.
    this.frames = words.get();
  }

  /** The command to be run on the host; holds no secret. */
  public String command() {
    String start =
        "sh -c 'LC_ALL=C; export LC_ALL; umask 022; cd /; printf %s "
            + new String(ready, UTF_8)
            + " >&2; printf \"%s %s;\" "
            + new String(ready, UTF_8)
            + " \"$(id -u)\"; IFS= read -r daruma_line && eval \"$daruma_line\"'";
    return switch (become) {
      case Become.AlreadyRoot() -> start;
      case Become.Sudo() -> "env LC_ALL=C sudo -n -- " + start;
      case Become.SudoWithPassword(Password _) ->
          "env LC_ALL=C sudo -k -S -p " + new String(prompt, UTF_8) + " -- " + start;
    };
  }

  /**
   * Waits until the shell is there and is root's, then keeps it for {@link FramedShell#run}.
   *
   * @throws ProblemException when root's rights are refused
   * @throws IOException when the connection ended
   */
  public FramedShell stay(Pipes pipes, Duration limit)
      throws IOException, TimeoutException, InterruptedException {
    FramedShell shell = begin(pipes, limit);
    pipes.input().write("exec sh\n".getBytes(UTF_8));
    return shell;
  }

  /**
   * Waits until the shell is there and is root's, for one {@link FramedShell#feed}.
   *
   * @throws ProblemException when root's rights are refused
   * @throws IOException when the connection ended
   */
  public FramedShell begin(Pipes pipes, Duration limit)
      throws IOException, TimeoutException, InterruptedException {
    Arrivals output = Arrivals.from(pipes.output(), FramedShell.OUTPUT_LIMIT);
    Arrivals error = Arrivals.from(pipes.error(), FramedShell.OUTPUT_LIMIT);
    boolean begun = false;
    try {
      long deadline = System.nanoTime() + limit.toNanos();
      awaitReady(pipes, output, error, deadline);
      byte[] uid = FramedShell.await(output.until(";".getBytes(UTF_8)), deadline);
      String who = new String(uid, UTF_8).strip();
      if (!who.equals("0")) {
        throw new ProblemException(SudoRefusal.notRoot(host, user, who));
      }
      FramedShell.await(error.until(ready), deadline);
      begun = true;
      return new FramedShell(pipes, frames, output, error);
    } finally {
      if (!begun) {
        pipes.close();
      }
    }
  }

  private void awaitReady(Pipes pipes, Arrivals output, Arrivals error, long deadline)
      throws IOException, TimeoutException, InterruptedException {
    CompletableFuture<byte[]> begun = output.until(ready);
    boolean told = false;
    while (true) {
      CompletableFuture<byte[]> asked = error.until(prompt);
      awaitEither(begun, asked, deadline);
      if (begun.state() == CompletableFuture.State.SUCCESS) {
        return;
      }
      if (asked.state() != CompletableFuture.State.SUCCESS) {
        throw refused(asked, error, deadline);
      }
      if (told) {
        throw new ProblemException(SudoRefusal.wrongPassword(host, user));
      }
      pipes.input().write((password() + "\n").getBytes(UTF_8));
      pipes.input().flush();
      told = true;
    }
  }

  private String password() {
    String password =
        become instanceof Become.SudoWithPassword(Password secret) ? secret.reveal() : "";
    if (password.chars().anyMatch(character -> character == '\n' || character == '\0')) {
      // sudo would take the first line, and the shell the second for a command.
      throw new ProblemException(SudoRefusal.wrongPassword(host, user));
    }
    return password;
  }

  private static void awaitEither(
      CompletableFuture<byte[]> one, CompletableFuture<byte[]> other, long deadline)
      throws TimeoutException, InterruptedException {
    try {
      CompletableFuture.anyOf(one, other).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException ended) {
      // The states of both say more than this exception.
    }
  }

  private ProblemException refused(CompletableFuture<byte[]> asked, Arrivals error, long deadline)
      throws IOException, TimeoutException, InterruptedException {
    try {
      // Standard output may end a moment earlier than the words that say why.
      FramedShell.await(asked, deadline);
    } catch (EOFException allSaid) {
      // As expected.
    }
    String said = new String(error.rest(), UTF_8).strip();
    if (said.isEmpty()) {
      throw new EOFException("the login shell of " + user + " ended at once");
    }
    return new ProblemException(SudoRefusal.of(host, user, become, said));
  }
}
