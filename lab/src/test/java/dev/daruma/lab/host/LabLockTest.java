package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.engine.problem.ProblemException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabLockTest {
  @TempDir Path folder;

  @Test
  void isHeldByOne() {
    Path file = folder.resolve("labs/.neko.lock");
    try (LabLock _ = LabLock.take(file, Duration.ZERO)) {
      assertThatThrownBy(() -> LabLock.take(file, Duration.ZERO))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining(
              "process %d holds %s".formatted(ProcessHandle.current().pid(), file));
    }
  }

  @Test
  void leavesNothing() {
    Path file = folder.resolve(".neko.lock");
    LabLock.take(file, Duration.ZERO).close();
    LabLock.take(file, Duration.ZERO).close();

    assertThat(folder).isEmptyDirectory();
  }
}
