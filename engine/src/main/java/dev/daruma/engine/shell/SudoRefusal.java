package dev.daruma.engine.shell;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target.Become;
import dev.daruma.engine.problem.Problem;
import java.util.Locale;

/**
 * Why root's rights were not had, told from what sudo or the login shell said.
 *
 * <p>Texts are those of sudo 1.8 and 1.9 (plugins/sudoers) and sudo-rs, in the C locale.
 */
final class SudoRefusal {
  private static final String ACT = "become root";

  private SudoRefusal() {}

  static Problem of(HostName host, String user, Become become, String said) {
    if (become instanceof Become.AlreadyRoot) {
      return Problem.of(
          Problem.Code.LOGIN_REFUSED,
          host,
          "start a shell",
          "the login shell of " + user + " said: " + said,
          "give " + user + " a login shell that runs commands, such as /bin/sh");
    }
    String text = said.toLowerCase(Locale.ROOT);
    if (text.contains("not found") || text.contains("no such file")) {
      return refusal(
          host,
          "sudo is not installed (" + said + ")",
          "install sudo on the host, or log in as root");
    }
    if (text.contains("must have a tty")) {
      return refusal(
          host,
          "sudo asks for a terminal (" + said + ")",
          "take requiretty away for this user: echo 'Defaults:"
              + user
              + " !requiretty' > /etc/sudoers.d/daruma");
    }
    if (text.contains("not in the sudoers")
        || text.contains("not allowed to")
        || text.contains("may not run sudo")
        || text.contains("i'm sorry")) {
      return refusal(
          host, user + " may not use sudo to run a shell as root (" + said + ")", allow(user));
    }
    if (text.contains("incorrect password")
        || text.contains("try again")
        || text.contains("incorrect authentication")) {
      return wrongPassword(host, user);
    }
    if (text.contains("password is required")
        || text.contains("terminal is required")
        || text.contains("authentication is required")) {
      return refusal(
          host,
          "sudo asks for the password of " + user + ", and daruma was given none",
          "give daruma the sudo password, or " + allow(user));
    }
    return refusal(host, "sudo said: " + said, "log in as " + user + " and try: sudo -n -- id");
  }

  static Problem wrongPassword(HostName host, String user) {
    return refusal(
        host,
        "sudo did not take the password it was given for " + user,
        "give daruma the password with which "
            + user
            + " uses sudo on this host, or "
            + allow(user));
  }

  static Problem notRoot(HostName host, String user, String uid) {
    return refusal(
        host,
        "the shell of " + user + " has the user id " + uid + ", not root's 0",
        "log in as root, or let daruma use sudo");
  }

  private static Problem refusal(HostName host, String cause, String remedy) {
    return Problem.of(Problem.Code.SUDO_REFUSED, host, ACT, cause, remedy);
  }

  private static String allow(String user) {
    return "allow it on the host: echo '"
        + user
        + " ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/daruma";
  }
}
