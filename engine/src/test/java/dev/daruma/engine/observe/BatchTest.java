package dev.daruma.engine.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.LocalShell;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.HostFile.Present;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many subjects, one question. */
class BatchTest {
  @TempDir Path folder;
  private final List<Fragment> asked = new ArrayList<>();

  @Test
  void filesAreReadTogetherAndEachFindsItsAnswer() throws IOException {
    Probe<Optional<Present>> text = file("it's text", "one\ntwo");
    Probe<Optional<Present>> empty = file("empty", "");
    Probe<Optional<Present>> missing = HostFile.reading(folder.resolve("missing").toString());
    Probe<Optional<Present>> directory = HostFile.reading(folder.toString());
    Probe<Output> alone = Probe.of("alone", Fragment.script("echo alone"), output -> output);

    Observed observed =
        Observed.read(new Counting(), List.of(missing, text, alone, directory, empty));

    assertThat(asked).hasSize(2);
    assertThat(observed.get(text).flatMap(Present::text)).contains("one\ntwo");
    assertThat(observed.get(empty).flatMap(Present::text)).contains("");
    assertThat(observed.get(missing)).isEmpty();
    assertThat(observed.get(directory)).isEmpty();
    assertThat(observed.get(alone).stdout()).isEqualTo("alone\n");
  }

  @Test
  void markedAnswersOfOneSubjectFollowEachOther() {
    assertThat(Marked.split("noise\036a\n1\n\036b\n\036a\n2"))
        .isEqualTo(Map.of("a", "1\n2", "b", ""));
  }

  private Probe<Optional<Present>> file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    return HostFile.reading(file.toString());
  }

  private final class Counting implements Shell {
    private final LocalShell shell = new LocalShell();

    @Override
    public HostName host() {
      return shell.host();
    }

    @Override
    public List<Output> run(List<Fragment> fragments, Duration limit) {
      asked.addAll(fragments);
      return shell.run(fragments, limit);
    }

    @Override
    public Output feed(Fragment fragment, InputStream input, Duration limit) {
      return shell.feed(fragment, input, limit);
    }

    @Override
    public Holding hold(Fragment fragment, Duration limit) {
      return shell.hold(fragment, limit);
    }

    @Override
    public void upload(InputStream content, Path destination, String mode, String owner) {
      shell.upload(content, destination, mode, owner);
    }

    @Override
    public boolean isClosed() {
      return shell.isClosed();
    }

    @Override
    public void close() {
      shell.close();
    }
  }
}
