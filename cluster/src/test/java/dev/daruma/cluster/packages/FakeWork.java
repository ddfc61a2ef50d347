package dev.daruma.cluster.packages;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.FramedShell;
import dev.daruma.engine.shell.Held;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Pipes;
import dev.daruma.engine.shell.Pulse;
import dev.daruma.engine.shell.Shell;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Hosts that answer every script alike, and hold what the test gives them to hold. */
final class FakeWork implements Work {
  final List<String> ran = new ArrayList<>();
  final List<HostName> fed = new ArrayList<>();
  final List<String> said = new ArrayList<>();
  private final Output answer;
  private final Map<HostName, String> holds = new HashMap<>();
  private final Map<HostName, String> held = new HashMap<>();
  private final List<Held> granted = new ArrayList<>();

  FakeWork(Output answer) {
    this.answer = answer;
  }

  /** What is run in place of any script that is to be held there. */
  void holds(HostName host, String script) {
    holds.put(host, script);
  }

  String heldAt(HostName host) {
    return held.getOrDefault(host, "");
  }

  boolean isEverythingLetGo() {
    return granted.stream().allMatch(each -> each.end().isDone());
  }

  @Override
  public Shell shell(HostName host) {
    return new FakeShell(host);
  }

  @Override
  public void say(String line) {
    said.add(line);
  }

  @Override
  public <T> T until(String condition, Duration limit, Supplier<Seen<T>> look) {
    throw new AssertionError("nothing is waited for");
  }

  @Override
  public Output run(
      HostName host, String trying, String remedy, Fragment fragment, Duration limit) {
    return shell(host).run(fragment, limit);
  }

  @Override
  public Output feed(
      HostName host,
      String trying,
      String remedy,
      Fragment fragment,
      InputStream input,
      Duration limit) {
    return shell(host).feed(fragment, input, limit);
  }

  private final class FakeShell implements Shell {
    private final HostName host;

    FakeShell(HostName host) {
      this.host = host;
    }

    @Override
    public HostName host() {
      return host;
    }

    @Override
    public List<Output> run(List<Fragment> fragments, Duration limit) {
      fragments.forEach(fragment -> ran.add(fragment.text()));
      return fragments.stream().map(fragment -> answer).toList();
    }

    @Override
    public Output feed(Fragment fragment, InputStream input, Duration limit) {
      fed.add(host);
      try {
        input.transferTo(OutputStream.nullOutputStream());
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
      return new Output(0, "", "");
    }

    @Override
    public Holding hold(Fragment fragment, Duration limit) {
      held.put(host, fragment.text());
      try {
        Process process =
            new ProcessBuilder("sh", "-c", "IFS= read -r line && eval \"$line\"").start();
        Holding holding =
            FramedShell.over(new LocalPipes(process), "nonce7f3a")
                .hold(
                    Fragment.script(holds.getOrDefault(host, "exit 1")),
                    new Pulse(Duration.ofSeconds(1), Duration.ofSeconds(10)),
                    limit,
                    () -> {});
        if (holding instanceof Holding.Granted(Held each)) {
          granted.add(each);
        }
        return holding;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      } catch (TimeoutException | InterruptedException silent) {
        throw new IllegalStateException(silent);
      }
    }

    @Override
    public void upload(InputStream content, Path destination, String mode, String owner) {
      throw new AssertionError("nothing is uploaded");
    }

    @Override
    public boolean isClosed() {
      return false;
    }

    @Override
    public void close() {}
  }

  private record LocalPipes(Process process) implements Pipes {
    @Override
    public OutputStream input() {
      return process.getOutputStream();
    }

    @Override
    public InputStream output() {
      return process.getInputStream();
    }

    @Override
    public InputStream error() {
      return process.getErrorStream();
    }

    @Override
    public void close() {
      Process _ = process.destroyForcibly();
    }
  }
}
