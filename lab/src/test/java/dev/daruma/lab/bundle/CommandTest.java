package dev.daruma.lab.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.engine.problem.ProblemException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class CommandTest {
  @Test
  void failureSaysWhatWasDoneAndWhatCameBack() {
    assertThatThrownBy(() -> Command.of("pack kubelet", "sh", "-c", "echo no room; exit 3").run())
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("pack kubelet failed")
        .hasMessageContaining("exit status 3, after:")
        .hasMessageContaining("no room");
  }

  @Test
  void missingProgramIsNamed() {
    assertThatThrownBy(() -> Command.of("look", "no-such-program").run())
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("no-such-program");
  }

  @Test
  void childrenEndWithTheCommand() {
    AtomicReference<String> child = new AtomicReference<>("");
    Command command = Command.of("wait", "sh", "-c", "sleep 300 & echo $!; wait");
    assertThatThrownBy(
            () ->
                command.run(
                    line -> {
                      child.set(line);
                      throw new IllegalStateException("interrupted by the listener");
                    }))
        .isInstanceOf(IllegalStateException.class);
    long number = Long.parseLong(child.get());
    assertThat(ProcessHandle.of(number).map(ProcessHandle::onExit))
        .satisfiesAnyOf(
            end -> assertThat(end).isEmpty(),
            end -> assertThat(end.orElseThrow()).succeedsWithin(java.time.Duration.ofSeconds(10)));
  }
}
