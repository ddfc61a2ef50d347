package dev.daruma.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target.Become;
import dev.daruma.engine.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What sudo 1.8 and 1.9, sudo-rs and shells say, and what daruma makes of it. */
class SudoRefusalTest {
  private static final HostName HOST = new HostName("node01");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "sudo: a password is required | sudo asks for the password of pi, and daruma was given none",
        "sudo: interactive authentication is required | sudo asks for the password of pi, and daruma was given none",
        "sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper | sudo asks for the password of pi, and daruma was given none",
        "sudo: sorry, you must have a tty to run sudo | sudo asks for a terminal (sudo: sorry, you must have a tty to run sudo)",
        "pi is not in the sudoers file. | pi may not use sudo to run a shell as root (pi is not in the sudoers file.)",
        "Sorry, user pi is not allowed to execute '/usr/bin/sh' as root on node01. | pi may not use sudo to run a shell as root (Sorry, user pi is not allowed to execute '/usr/bin/sh' as root on node01.)",
        "Sorry, user pi may not run sudo on node01. | pi may not use sudo to run a shell as root (Sorry, user pi may not run sudo on node01.)",
        "sudo-rs: I'm sorry pi. I'm afraid I can't do that | pi may not use sudo to run a shell as root (sudo-rs: I'm sorry pi. I'm afraid I can't do that)",
        "env: 'sudo': No such file or directory | sudo is not installed (env: 'sudo': No such file or directory)",
        "sh: 1: sudo: not found | sudo is not installed (sh: 1: sudo: not found)",
        "sudo: 1 incorrect password attempt | sudo did not take the password it was given for pi",
        "sudo: parse error in /etc/sudoers near line 3 | sudo said: sudo: parse error in /etc/sudoers near line 3",
      })
  void eachRefusalIsUnderstood(String said, String cause) {
    Problem problem = SudoRefusal.of(HOST, "pi", new Become.Sudo(), said);
    assertThat(problem.code()).isEqualTo(Problem.Code.SUDO_REFUSED);
    assertThat(problem.cause()).isEqualTo(cause);
    assertThat(problem.remedy()).isNotBlank();
  }

  @Test
  void aLoginShellThatRunsNothing() {
    Problem problem =
        SudoRefusal.of(
            HOST, "root", new Become.AlreadyRoot(), "This account is currently not available.");
    assertThat(problem.code()).isEqualTo(Problem.Code.LOGIN_REFUSED);
    assertThat(problem.text())
        .isEqualTo(
            """
            node01: start a shell failed
              cause: the login shell of root said: This account is currently not available.
              remedy: give root a login shell that runs commands, such as /bin/sh""");
  }
}
