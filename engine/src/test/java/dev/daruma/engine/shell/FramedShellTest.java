package dev.daruma.engine.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each test runs with every shell a host may call {@code sh} and that this machine has. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.daruma.engine.shell.LocalPipes#shells")
class FramedShellTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Parameter List<String> command = List.of();

  private final Deque<FramedShell> opened = new ArrayDeque<>();

  private FramedShell shell() {
    FramedShell shell =
        FramedShell.over(LocalPipes.start(command.toArray(String[]::new)), "nonce7f3a");
    opened.push(shell);
    return shell;
  }

  @AfterEach
  void close() {
    opened.forEach(FramedShell::close);
  }

  private Output run(String script) throws Exception {
    return shell().run(List.of(Fragment.script(script)), LIMIT).getFirst();
  }

  @Test
  void eachFragmentGetsItsOwnAnswer() throws Exception {
    List<Output> outputs =
        shell()
            .run(
                List.of(
                    Fragment.script("echo one; echo two >&2"),
                    Fragment.script("exit 7"),
                    Fragment.script("printf three; false")),
                LIMIT);
    assertThat(outputs)
        .containsExactly(
            new Output(0, "one\n", "two\n"), new Output(7, "", ""), new Output(1, "three", ""));
  }

  @Test
  void theShellStaysForTheNextRun() throws Exception {
    FramedShell shell = shell();
    for (int i = 0; i < 50; i++) {
      assertThat(shell.run(List.of(Fragment.of("echo %s", i)), LIMIT))
          .containsExactly(new Output(0, i + "\n", ""));
    }
    assertThat(shell.run(List.of(), LIMIT)).isEmpty();
  }

  @Test
  void brokenSyntaxEndsWithItsFragment() throws Exception {
    for (String broken :
        List.of(
            "if",
            "echo 'open",
            "echo \"open",
            "(",
            ")",
            "}",
            "{",
            "fi",
            "<<E",
            "cat <<E\nx",
            "\\",
            "$(",
            "`",
            "case x in",
            "exec 0<&-; exit 3",
            "set -e; false",
            "exec >/dev/null 2>&1")) {
      List<Output> outputs =
          shell().run(List.of(Fragment.script(broken), Fragment.script("echo well")), LIMIT);
      assertThat(outputs.get(1)).as(broken).isEqualTo(new Output(0, "well\n", ""));
    }
  }

  @Test
  void standardInputIsEmpty() throws Exception {
    assertThat(run("cat; read line || echo nothing")).isEqualTo(new Output(0, "nothing\n", ""));
  }

  @Test
  void oneFragmentLeavesNothingToTheNext() throws Exception {
    List<Output> outputs =
        shell()
            .run(
                List.of(
                    Fragment.script(
                        "cd /usr/share; variable=here; f() { :; }; set -u; trap 'echo x' EXIT"),
                    Fragment.script("pwd; echo ${variable-none}; command -v f")),
                LIMIT);
    assertThat(outputs.get(1).stdout()).endsWith("none\n").doesNotStartWith("/usr/share\n");
  }

  @Test
  void outputComesBackExactly() throws Exception {
    assertThat(run("printf 'a\\000b\\001c\\n\\n'").stdout()).isEqualTo("a\0b\u0001c\n\n");
    assertThat(run("printf '\\303\\244\\342\\202\\254'").stdout()).isEqualTo("ä€");
    assertThat(run("printf '\\377x'").stdout()).isEqualTo("\uFFFDx");
    assertThat(run("printf nonce7f3; printf nonce7f3a >&2"))
        .isEqualTo(new Output(0, "nonce7f3", "nonce7f3a"));
    assertThat(run("printf 'nonce7f3a. 0;nonce7f3a.00 0;\\n'").stdout())
        .isEqualTo("nonce7f3a. 0;nonce7f3a.00 0;\n");
  }

  @Test
  void megabytesOnBothStreamsAtOnce() throws Exception {
    Output output =
        run(
            "head -c 6000000 /dev/zero | tr '\\0' x >&2 & head -c 5000000 /dev/zero | tr '\\0' y;"
                + " wait");
    assertThat(output.status()).isZero();
    assertThat(output.stdout()).hasSize(5_000_000).matches("y+");
    assertThat(output.stderr()).hasSize(6_000_000).matches("x+");
  }

  @Test
  void longScriptsAndManyFragments() throws Exception {
    String word = "x".repeat(100_000);
    assertThat(shell().run(List.of(Fragment.of("printf %%s %s", word)), LIMIT).getFirst().stdout())
        .isEqualTo(word);
    List<Output> outputs =
        shell()
            .run(IntStream.range(0, 300).mapToObj(i -> Fragment.of("echo %s", i)).toList(), LIMIT);
    assertThat(outputs.stream().map(Output::stdout).collect(Collectors.joining()))
        .isEqualTo(IntStream.range(0, 300).mapToObj(i -> i + "\n").collect(Collectors.joining()));
  }

  @Test
  void aBackgroundChildDoesNotHoldUpTheAnswer() throws Exception {
    FramedShell shell = shell();
    assertThat(shell.run(List.of(Fragment.script("sleep 60 & echo started")), LIMIT))
        .containsExactly(new Output(0, "started\n", ""));
    assertThat(shell.run(List.of(Fragment.script("echo next")), LIMIT))
        .containsExactly(new Output(0, "next\n", ""));
  }

  @Test
  void everyValueArrivesAsItIs() throws Exception {
    List<String> values = OddValues.some(400);
    List<Output> outputs =
        shell()
            .run(values.stream().map(value -> Fragment.of("printf %%s %s", value)).toList(), LIMIT);
    assertThat(outputs.stream().map(Output::stdout)).containsExactlyElementsOf(values);
  }

  @Test
  void scriptsShowInNoProcessList() throws Exception {
    Output output =
        run(
            """
            seen=$(cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' ' ')
            case $seen in *hush-hush*) echo seen ;; *) echo ${#seen} ;; esac
            """);
    assertThat(output.stdout()).matches("[1-9][0-9]*\n");
  }

  @Test
  void aFragmentThatTakesTooLongEndsTheShell() {
    FramedShell shell = shell();
    assertThatThrownBy(() -> shell.run(List.of(Fragment.script("sleep 60")), Duration.ofMillis(50)))
        .isInstanceOf(TimeoutException.class);
    assertThat(shell.hasEnded()).isTrue();
  }

  @Test
  void aShellThatIsKilledSaysSo() {
    FramedShell shell = shell();
    assertThatThrownBy(() -> shell.run(List.of(Fragment.script("kill -9 $$; sleep 1")), LIMIT))
        .isInstanceOf(IOException.class);
    assertThat(shell.hasEnded()).isTrue();
  }
}
