package dev.daruma.app;

import dev.daruma.app.run.PlanRun;
import dev.daruma.app.run.SiteFolder;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.Paint;
import dev.daruma.app.show.Progress;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * A program whose only command carries out a plan that nobody needs a host for: one act that must
 * not be cut and ends when a file appears, one that may be cut and never ends, one after them.
 */
@Command(name = "interrupted")
final class InterruptedProgram implements Callable<Integer> {
  private final Workplace workplace;
  private final Path file;

  private InterruptedProgram(Workplace workplace, Path file) {
    this.workplace = workplace;
    this.file = file;
  }

  private record Named(String title) implements Milestone {}

  private record Waiting(String title, Set<Milestone> needs, Stopping stopping, Path end)
      implements Step {
    @Override
    public Room room() {
      return ClusterRoom.OS;
    }

    @Override
    public HostName host() {
      return new HostName("one");
    }

    @Override
    public Set<Milestone> gives() {
      return Set.of(new Named(title));
    }

    @Override
    public List<String> explanation() {
      return List.of();
    }

    @Override
    public void run(Work work) {
      work.until(
          end.getFileName() + " is there",
          Duration.ofMinutes(1),
          () -> Files.exists(end) ? Seen.met(true) : Seen.notYet("it is not"));
    }
  }

  private record NoShells() implements Shells {
    @Override
    public Shell on(HostName host) {
      throw new AssertionError("nothing is asked of " + host);
    }

    @Override
    public long bytesSent() {
      return 0;
    }

    @Override
    public void close() {}
  }

  @Override
  public Integer call() throws InterruptedException {
    var site = SiteFile.read(file, workplace.operator()).site().orElseThrow();
    Path folder = file.resolveSibling("folder");
    Plan plan =
        Plan.of(
            Set.of(),
            List.of(
                new Waiting(
                    "join", Set.of(), Stopping.FINISHES, file.resolveSibling("join-may-end")),
                new Waiting("copy", Set.of(), Stopping.IS_CUT, file.resolveSibling("never")),
                new Waiting("verify", Set.of(new Named("join")), Stopping.FINISHES, file)));
    Visit visit = new Visit(site, new NoShells(), new SiteFolder(folder), workplace);
    PlanRun.of(
        visit, "apply", plan, new Progress(workplace.out(), new Paint(false), workplace.clock()));
    return ExitCode.DONE;
  }

  public static void main(String[] arguments) {
    Path file = Path.of(arguments[0]);
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    Workplace workplace =
        new Workplace(
            out,
            out,
            false,
            new Operator("tester", file.resolveSibling("home"), Map.of()),
            file.resolveSibling("cache"),
            Optional.empty(),
            Clock.systemUTC(),
            () -> ZoneOffset.UTC,
            SecureRandom::new,
            targets -> new NoShells(),
            Optional::empty);
    CommandLine commandLine = new CommandLine(new InterruptedProgram(workplace, file));
    commandLine.setExecutionExceptionHandler(new Endings(workplace, () -> false));
    System.exit(commandLine.execute());
  }
}
