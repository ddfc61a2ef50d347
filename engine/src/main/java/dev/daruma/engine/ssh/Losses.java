package dev.daruma.engine.ssh;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.AnswerTooLong;
import dev.daruma.engine.shell.FeedBroken;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** Says what became of a conversation with a host that did not come to its end. */
record Losses(HostName host, ClientSession session) {

  private static final Duration SETTLING = Duration.ofMillis(300);

  interface Conversation<T> {
    T hold() throws IOException, TimeoutException, InterruptedException;
  }

  /** The conversation's result; all that can go wrong with it comes as a problem. */
  <T> T told(String act, Duration limit, Conversation<T> conversation) {
    try {
      return conversation.hold();
    } catch (TimeoutException passed) {
      throw problem(
          Problem.Code.TIMED_OUT,
          act,
          "no answer within " + text(limit),
          "see what keeps the host busy (top, journalctl -f); what was started there may still run,"
              + " so wait for it before running again",
          passed);
    } catch (InterruptedException stopped) {
      throw stopped(act, stopped);
    } catch (FeedBroken broken) {
      throw problem(
          Problem.Code.COMMAND_FAILED,
          act,
          "what was to be sent could not be read: " + DialFailure.words(broken),
          "see that the file on this machine is whole, then run again",
          broken);
    } catch (AnswerTooLong endless) {
      throw problem(
          Problem.Code.COMMAND_FAILED,
          act,
          endless.getMessage() == null ? "the answer was too long" : endless.getMessage(),
          "this is a mistake in daruma: please report it with the journal",
          endless);
    } catch (IOException ended) {
      throw channelRefused(ended) ? refused(act, ended) : lost(act, ended);
    }
  }

  /** The operator, or a failure elsewhere, has stopped this thread. */
  ProblemException stopped(String act, InterruptedException stopped) {
    Thread.currentThread().interrupt();
    return problem(
        Problem.Code.CONNECTION_LOST,
        act,
        "daruma stopped before the host had answered",
        "run again: what the host has done meanwhile is found out first",
        stopped);
  }

  private static boolean channelRefused(IOException ended) {
    return Stream.iterate((Throwable) ended, Objects::nonNull, Throwable::getCause)
        .anyMatch(SshChannelOpenException.class::isInstance);
  }

  private ProblemException refused(String act, IOException refusal) {
    return problem(
        Problem.Code.CONNECTION_LOST,
        act,
        "sshd opens no further channel on this connection (" + DialFailure.words(refusal) + ")",
        "let MaxSessions in the host's sshd_config be 10 or more (10 is its default)",
        refusal);
  }

  private ProblemException lost(String act, IOException ended) {
    String why =
        isOpen()
            ? "the shell on the host ended in the middle of it (" + DialFailure.words(ended) + ")"
            : "the connection ended in the middle of it: "
                + Handshake.of(session)
                    .flatMap(Handshake::farewell)
                    .orElse(DialFailure.words(ended));
    return problem(
        Problem.Code.CONNECTION_LOST,
        act,
        why + "; whether it was done is not known",
        "see that the host is up and reachable, then run again: what it has done is found out first",
        ended);
  }

  /** Streams end a moment before the connection is known to have ended. */
  private boolean isOpen() {
    return session.isOpen()
        && session
            .waitFor(EnumSet.of(ClientSession.ClientSessionEvent.CLOSED), SETTLING)
            .contains(ClientSession.ClientSessionEvent.TIMEOUT);
  }

  private ProblemException problem(
      Problem.Code code, String act, String cause, String remedy, Exception reason) {
    return new ProblemException(Problem.of(code, host, act, cause, remedy), reason);
  }

  /** Such as {@code 30 s}. */
  static String text(Duration limit) {
    return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
  }
}
