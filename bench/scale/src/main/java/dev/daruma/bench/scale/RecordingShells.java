package dev.daruma.bench.scale;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Shells that note what is asked and answered; nothing that would change a host goes through them.
 *
 * @param notes where each host's answers are kept, by {@link Recording#key}
 */
record RecordingShells(Shells shells, Function<HostName, SortedMap<String, Output>> notes)
    implements Shells {
  @Override
  public Shell on(HostName host) {
    return new Noting(shells.on(host), notes.apply(host));
  }

  @Override
  public long bytesSent() {
    return shells.bytesSent();
  }

  @Override
  public void close() {
    shells.close();
  }

  private record Noting(Shell shell, SortedMap<String, Output> notes) implements Shell {
    @Override
    public HostName host() {
      return shell.host();
    }

    @Override
    public List<Output> run(List<Fragment> fragments, Duration limit) {
      List<Output> answers = shell.run(fragments, limit);
      for (int at = 0; at < answers.size(); at++) {
        String question = fragments.get(at).text();
        Optional<Subjects> subjects = Subjects.in(question);
        if (subjects.isEmpty()) {
          note(question, answers.get(at));
        } else {
          subjects.get().alone().forEach(each -> note(each, ask(each, limit)));
        }
      }
      return answers;
    }

    private Output ask(String question, Duration limit) {
      return shell.run(Fragment.script(question), limit);
    }

    private void note(String question, Output answer) {
      synchronized (notes) {
        notes.put(Recording.key(question), answer);
      }
    }

    @Override
    public Output feed(Fragment fragment, InputStream input, Duration limit) {
      throw new UnsupportedOperationException("a plan sends no streams");
    }

    @Override
    public Holding hold(Fragment fragment, Duration limit) {
      throw new UnsupportedOperationException("a plan holds nothing");
    }

    @Override
    public void upload(InputStream content, Path destination, String mode, String owner) {
      throw new UnsupportedOperationException("a plan puts no files on hosts");
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
