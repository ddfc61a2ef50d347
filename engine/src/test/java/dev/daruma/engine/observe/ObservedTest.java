package dev.daruma.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObservedTest {
  private static final Probe<Output> PROBE =
      Probe.of("whole", Fragment.script("true"), output -> output);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4095, 4096, 300_000})
  void anAnswerIsKeptAsItWasHoweverLong(int length) {
    Output answer = new Output(3, "größer ✓ than %d\n".formatted(length).repeat(length), "said");
    assertThat(Observed.of(Map.of(PROBE, answer)).get(PROBE)).isEqualTo(answer);
  }

  @Test
  void longAnswersTakeLittleRoom() {
    Kept kept = Kept.of(new Output(0, "neighbour 192.0.2.1 as 64512;\n".repeat(10_000), ""));
    assertThat(kept).isInstanceOf(Kept.Packed.class);
    assertThat(((Kept.Packed) kept).size()).isLessThan(30_000);
  }

  @Test
  void whatWasNotReadIsAMistake() {
    assertThatThrownBy(() -> Observed.of(Map.of()).get(PROBE))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("not observed: whole");
  }
}
