package dev.daruma.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Answers come from the recording, from the site, or not at all. */
class SimulatedHostTest {
  private static final Recording RECORDING =
      new Recording(
          new TreeMap<>(
              Map.of(
                  Recording.key("ask 'https://192.168.3.11:6443/'"),
                  new Output(3, "", "no"),
                  "set -- 'a'\ncat \"$@\"",
                  new Output(0, "of a\n", ""),
                  "set -- 'b'\ncat \"$@\"",
                  new Output(0, "of b\n", ""))),
          new TreeMap<>());

  private final SimulatedHost host = new SimulatedHost(RECORDING, true);

  @Test
  void answersAsTheRecordedHostDidWhateverTheAddress() {
    assertThat(host.answer("ask 'https://10.77.0.9:6443/'")).contains(new Output(3, "", "no"));
  }

  @Test
  void answersAboutEachSubjectOfAQuestionInTheirOrder() {
    host.answers(Fragment.script("set -- 'a'\ncat \"$@\""), () -> "my own\n");

    assertThat(host.answer("set -- 'b' 'a'\ncat \"$@\""))
        .contains(new Output(0, "of b\nmy own\n", ""));
  }

  @Test
  void hasNoAnswerToWhatNobodyWasAsked() {
    assertThat(host.answer("rm -rf /")).isEmpty();
    assertThat(host.answer("set -- 'a' 'c'\ncat \"$@\"")).isEmpty();
    assertThat(new SimulatedHost(RECORDING, false).answer("set -- 'a'\ncat \"$@\"")).isEmpty();
  }
}
