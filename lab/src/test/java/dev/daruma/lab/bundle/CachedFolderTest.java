package dev.daruma.lab.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CachedFolderTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void isMadeOnceForTheSameInputs() throws IOException {
    make("a", "first");
    make("a", "second");
    assertThat(folder.resolve("part/file")).hasContent("first");
  }

  @Test
  void isMadeAnewForOtherInputs() throws IOException {
    make("a", "first");
    make("b", "second");
    assertThat(folder.resolve("part/file")).hasContent("second");
  }

  @Test
  void halfMadeFolderIsNotReady() {
    CachedFolder part = CachedFolder.of(folder.resolve("part"), List.of("a"));
    assertThatThrownBy(
            () ->
                part.make(
                    made -> {
                      Files.writeString(made.resolve("file"), "half");
                      throw new IOException("disk full");
                    }))
        .hasMessage("disk full");
    assertThat(part.isReady()).isFalse();
    assertThat(folder.resolve("part")).doesNotExist();
  }

  private void make(String inputs, String content) throws IOException {
    CachedFolder.of(folder.resolve("part"), List.of(inputs))
        .make(made -> Files.writeString(made.resolve("file"), content));
  }
}
