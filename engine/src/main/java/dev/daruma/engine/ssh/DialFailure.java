package dev.daruma.engine.ssh;

import dev.daruma.engine.problem.Passing;
import dev.daruma.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.sshd.common.session.helpers.MissingAttachedSessionException;

/** Why a host could not be reached or logged in to, and what to do about it. */
final class DialFailure {
  private static final String SEE_SSHD =
      "see whether it is an SSH server and what its log says: journalctl -u ssh";

  private DialFailure() {}

  static Problem nameUnknown(Endpoint endpoint) {
    return unreachable(
        endpoint,
        "the name " + endpoint.address() + " is not known to DNS or the hosts file",
        "correct the address in the site file, or put the IP address there");
  }

  /** No connection came about. */
  static Problem notConnected(Handshake handshake, Throwable failure) {
    Endpoint endpoint = handshake.endpoint();
    String said = words(failure).toLowerCase(Locale.ROOT);
    if (said.contains("connection refused")) {
      return unreachable(
              endpoint,
              endpoint.place() + " refuses connections: nothing listens there",
              "start sshd on the host (systemctl start ssh), or correct the port in the site file")
          .mayPass(Passing.HOST_STARTS);
    }
    if (said.contains("connection reset")) {
      return unreachable(endpoint, endpoint.place() + " reset the connection", SEE_SSHD)
          .mayPass(Passing.HOST_STARTS);
    }
    if (endedAtOnce(failure)) {
      return ended(endpoint, "it was open for a moment only");
    }
    if (said.contains("no route") || said.contains("unreachable")) {
      return unreachable(
          endpoint,
          "there is no route to " + endpoint.place() + " (" + words(failure) + ")",
          "switch the host on, and see that this machine is on its network: ip route get "
              + endpoint.address());
    }
    if (timedOut(failure)) {
      return unreachable(
          endpoint,
          endpoint.place() + " did not answer within " + seconds(endpoint),
          "switch the host on, and see that no firewall drops what is sent to that port");
    }
    return unreachable(
        endpoint, endpoint.place() + ": " + words(failure), "try it by hand: " + byHand(endpoint));
  }

  /**
   * There was a connection, and it did not lead to a login.
   *
   * @param speaksSsh whether the other side has said that it is an SSH server
   */
  static Problem notLoggedIn(Handshake handshake, Throwable failure, boolean speaksSsh) {
    Endpoint endpoint = handshake.endpoint();
    return handshake
        .hostKeyProblem()
        .orElseGet(
            () -> {
              String said = words(failure) + " " + handshake.farewell().orElse("");
              if (said.contains("Unable to negotiate")) {
                return unreachable(
                    endpoint,
                    endpoint.place() + " and daruma have no algorithm in common: " + said.strip(),
                    "bring the host's SSH server up to date");
              }
              if (timedOut(failure)) {
                return unreachable(
                    endpoint,
                    endpoint.place()
                        + " took the connection, but the login did not end within "
                        + Losses.text(endpoint.loginLimit()),
                    "see whether an SSH server listens on that port and what keeps it: "
                        + byHand(endpoint));
              }
              if (said.contains("No more authentication methods")
                  || said.contains("authentication failures")
                  || !handshake.refused().isEmpty()) {
                return refused(handshake, said);
              }
              Problem ended = ended(endpoint, handshake.farewell().orElse(words(failure)));
              // While a host boots, pam_nologin(8) lets sshd end connections like this.
              return speaksSsh || said.toLowerCase(Locale.ROOT).contains("connection reset")
                  ? ended.mayPass(Passing.HOST_STARTS)
                  : ended;
            });
  }

  private static Problem ended(Endpoint endpoint, String how) {
    return unreachable(
        endpoint, endpoint.place() + " ended the connection before the login: " + how, SEE_SSHD);
  }

  /** The other side had closed the connection before MINA's session could take it over. */
  private static boolean endedAtOnce(Throwable failure) {
    return causes(failure).anyMatch(MissingAttachedSessionException.class::isInstance);
  }

  /** The jump host was logged in to, and could not reach the host behind it. */
  static Problem notReachedBehind(Endpoint endpoint, String jump, Throwable failure) {
    String said = words(failure);
    if (said.contains("prohibited")) {
      return unreachable(
          endpoint,
          jump + " does not let connections through (" + said + ")",
          "set AllowTcpForwarding yes in the sshd_config of the jump host");
    }
    Problem unreached =
        unreachable(
            endpoint,
            jump + " cannot reach " + endpoint.place() + ": " + said,
            "switch the host on, and see that the jump host is on its network");
    return said.toLowerCase(Locale.ROOT).contains("connection refused")
        ? unreached.mayPass(Passing.HOST_STARTS)
        : unreached;
  }

  private static Problem refused(Handshake handshake, String said) {
    Endpoint endpoint = handshake.endpoint();
    List<String> cause = new ArrayList<>();
    cause.add(endpoint.place() + " refuses the login of " + endpoint.user());
    handshake.refused().forEach(key -> cause.add("refused: " + key));
    handshake.offer().notes().forEach(note -> cause.add("not offered: " + note));
    if (handshake.offer().keys().isEmpty()) {
      cause.add("there was no key to offer");
    }
    if (said.contains("Too many authentication failures")) {
      cause.add("the host takes no more attempts (MaxAuthTries)");
    }
    return Problem.of(
        Problem.Code.LOGIN_REFUSED,
        endpoint.host(),
        endpoint.isJump() ? "log in to the jump host" : "log in",
        String.join("\n", cause),
        "put one of your public keys into ~"
            + endpoint.user()
            + "/.ssh/authorized_keys on the host (ssh-copy-id), or name another user or identity"
            + " in the site file");
  }

  private static Problem unreachable(Endpoint endpoint, String cause, String remedy) {
    return Problem.of(Problem.Code.UNREACHABLE, endpoint.host(), endpoint.act(), cause, remedy);
  }

  private static boolean timedOut(Throwable failure) {
    return causes(failure)
        .anyMatch(
            cause ->
                cause instanceof TimeoutException
                    || words(cause).toLowerCase(Locale.ROOT).contains("timed out")
                    || words(cause).toLowerCase(Locale.ROOT).contains("timeout"));
  }

  /** The exception, and what it was caused by, outermost first. */
  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
  }

  /** What the innermost exception says; the outer ones repeat it with class names. */
  static String words(Throwable failure) {
    Throwable innermost = failure;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
  }

  private static String seconds(Endpoint endpoint) {
    return Losses.text(endpoint.limit());
  }

  private static String byHand(Endpoint endpoint) {
    return "ssh -v -p " + endpoint.port() + " " + endpoint.user() + "@" + endpoint.address();
  }
}
