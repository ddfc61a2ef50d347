package dev.daruma.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.Target;
import dev.daruma.engine.host.Target.Become;
import dev.daruma.engine.host.Target.Password;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Shell;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a sudo of our own, which does what sudo(8) says of -n, -k, -S, -p and --. */
class SudoTest {
  /** Asks like sudo: prompt on standard error, one line from standard input, three attempts. */
  private static final String ASKING =
      """
      prompt=Password:
      while :; do
        case $1 in
          -n) echo 'sudo: a password is required' >&2; exit 1 ;;
          -k|-S) shift ;;
          -p) prompt=$2; shift 2 ;;
          --) shift; break ;;
        esac
      done
      echo 'We trust you have received the usual lecture' >&2
      for attempt in 1 2 3; do
        printf %s "$prompt" >&2
        IFS= read -r password || exit 1
        [ "$password" = "it's \\\\ me; echo" ] && exec "$@"
        echo 'Sorry, try again.' >&2
      done
      echo 'sudo: 3 incorrect password attempts' >&2
      exit 1
      """;

  private static final String NOT_ASKING =
      """
      echo 'sudo: unable to resolve host node01: Name or service not known' >&2
      echo noise
      while [ "$1" != -- ]; do shift; done
      shift
      exec "$@"
      """;

  private static final String RIGHT = "it's \\ me; echo";

  @TempDir Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private SshHost host;

  @SuppressWarnings("NullAway.Init")
  private Target target;

  @BeforeEach
  void start() {
    host = new SshHost(directory, Keys.HOST).authorize(Keys.USER.getPublic());
    target = host.target(Keys.file(directory, Keys.USER));
  }

  @AfterEach
  void stop() {
    host.close();
  }

  private String hello(Become become) {
    try (SshShells shells =
        new SshShells(List.of(Connecting.by(target, become)), Connecting.NOTHING)) {
      Shell shell = shells.on(target.name());
      String fed =
          shell
              .feed(
                  Fragment.script("cat"),
                  new ByteArrayInputStream(new byte[] {'f', 'e', 'd'}),
                  Connecting.LIMIT)
              .stdout();
      return shell.run(Fragment.script("echo hello; echo $LC_ALL; umask"), Connecting.LIMIT) + fed;
    }
  }

  private static final String HELLO = "Output[status=0, stdout=hello\nC\n0022\n, stderr=]fed";

  private static Become password(String password) {
    return new Become.SudoWithPassword(new Password(password));
  }

  @Test
  void sudoThatAsksForNothing() {
    host.program("sudo", NOT_ASKING);
    assertThat(hello(new Become.Sudo())).isEqualTo(HELLO);
  }

  @Test
  void thePasswordIsGivenWhenItIsAskedFor() {
    host.program("sudo", ASKING);
    assertThat(hello(password(RIGHT))).isEqualTo(HELLO);
  }

  @Test
  void aPasswordThatNobodyAsksForIsNotWrittenAnywhere() throws Exception {
    Path all = directory.resolve("all");
    host.program(
        "sudo", "while [ \"$1\" != -- ]; do shift; done; shift; tee -a " + all + " | \"$@\"");
    assertThat(hello(password("hush-hush"))).isEqualTo(HELLO);
    assertThat(Files.readString(all)).contains("echo hello").doesNotContain("hush");
  }

  @Test
  void aWrongPassword() {
    host.program("sudo", ASKING);
    Problem problem = Problems.of(() -> hello(password("wrong")));
    assertThat(problem.code()).isEqualTo(Code.SUDO_REFUSED);
    assertThat(problem.passing()).isEmpty();
    assertThat(problem.text())
        .isEqualTo(
            """
            node01: become root failed
              cause: sudo did not take the password it was given for daruma
              remedy: give daruma the password with which daruma uses sudo on this host, or allow it on the host: echo 'daruma ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/daruma""");
  }

  @Test
  void aWrongPasswordAfterWhichSudoEnds() {
    host.program("sudo", ASKING.replace("1 2 3", "1"));
    assertThat(Problems.of(() -> hello(password("wrong"))).cause())
        .isEqualTo("sudo did not take the password it was given for daruma");
  }

  @Test
  void aPasswordOfTwoLinesIsNeverSent() throws Exception {
    Path trace = directory.resolve("trace");
    host.program("sudo", ASKING);
    assertThat(Problems.of(() -> hello(password("x\ntouch " + trace))).code())
        .isEqualTo(Code.SUDO_REFUSED);
    assertThat(trace).doesNotExist();
  }

  @Test
  void aPasswordIsNeededAndThereIsNone() {
    host.program("sudo", ASKING);
    assertThat(Problems.of(() -> hello(new Become.Sudo())).text())
        .isEqualTo(
            """
            node01: become root failed
              cause: sudo asks for the password of daruma, and daruma was given none
              remedy: give daruma the sudo password, or allow it on the host: echo 'daruma ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/daruma""");
  }

  @Test
  void noSudo() {
    host.program("env", "echo \"env: 'sudo': No such file or directory\" >&2; exit 127");
    assertThat(Problems.of(() -> hello(new Become.Sudo())).text())
        .isEqualTo(
            """
            node01: become root failed
              cause: sudo is not installed (env: 'sudo': No such file or directory)
              remedy: install sudo on the host, or log in as root""");
  }

  @Test
  void aUserThatIsNotRoot() {
    host.program("id", "echo 1000");
    assertThat(Problems.of(() -> hello(new Become.AlreadyRoot())).text())
        .isEqualTo(
            """
            node01: become root failed
              cause: the shell of daruma has the user id 1000, not root's 0
              remedy: log in as root, or let daruma use sudo""");
  }

  @Test
  void aShellThatEndsAtOnce() {
    host.program("sh", "exit 0");
    Problem problem = Problems.of(() -> hello(new Become.AlreadyRoot()));
    assertThat(problem.code()).isEqualTo(Code.CONNECTION_LOST);
    assertThat(problem.cause()).contains("the login shell of daruma ended at once");
  }
}
