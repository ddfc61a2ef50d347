package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.drill.DrillSession;
import dev.daruma.app.drill.Stop;
import dev.daruma.app.run.LabNamespace;
import dev.daruma.app.run.SiteLab;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.PlanJson;
import dev.daruma.app.show.Progress;
import dev.daruma.app.show.drill.DrillJson;
import dev.daruma.app.show.drill.DrillPage;
import dev.daruma.app.show.drill.DrillTable;
import dev.daruma.app.show.drill.DrillText;
import dev.daruma.app.terminal.StopSignals;
import dev.daruma.cluster.drill.Drill;
import dev.daruma.cluster.drill.DrillGuard;
import dev.daruma.cluster.drill.DrillReport;
import dev.daruma.cluster.drill.Judgement;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.lab.host.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Causes failures on purpose, and measures for how long the API is away. */
@Command(
    name = "drill",
    description = "Cause failures on purpose and measure the outages; drill list tells which.")
public final class DrillCommand implements Callable<Integer> {
  private static final String LIST = "list";
  private static final String ALL = "all";

  private final Workplace workplace;
  private final Function<String, Optional<String>> ask;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final LogOption log = new LogOption();

  @Parameters(
      paramLabel = "NAME",
      arity = "1..*",
      description = "Drills, one after the other; or all; or list, which only tells of them.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "The host to drill (default: the one that each drill is about).")
  private @Nullable HostName host;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description = "Do all of it that many times, 1 to 1000 (default: ${DEFAULT-VALUE}).",
      defaultValue = "1")
  private int repeat = 1;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write what was measured to a page of HTML, with its course drawn.")
  private @Nullable Path page;

  @Option(names = "--yes", description = "Real hosts may be interrupted; labs need no such word.")
  private boolean agreed;

  @Spec private @Nullable CommandSpec command;

  /**
   * @param ask puts a question to the operator's terminal; empty where there is none
   */
  public DrillCommand(Workplace workplace, Function<String, Optional<String>> ask) {
    this.workplace = workplace;
    this.ask = ask;
  }

  @Override
  public Integer call() {
    if (names.equals(List.of(LIST))) {
      DrillText.list().forEach(workplace.out()::println);
      return ExitCode.DONE;
    }
    List<Drill> drills = drills();
    if (repeat < 1 || repeat > 1000) {
      throw badUsage("--repeat: %d is not from 1 to 1000".formatted(repeat));
    }
    checkPage();
    Site read = site.read(workplace);
    LabNamespace.enter(read, workplace);
    try (Visit visit = Visit.to(read, workplace)) {
      Optional<Lab> lab =
          Optional.of(SiteLab.of(read, workplace, line -> {})).filter(SiteLab::isUp);
      List<Problem> refusals = beforehand(read, drills, lab.isPresent());
      if (!refusals.isEmpty()) {
        return Problems.print(refusals, read.name(), output, workplace);
      }
      return drill(visit, lab, drills);
    }
  }

  /** Nobody is asked about what is refused anyway. */
  private List<Problem> beforehand(Site read, List<Drill> drills, boolean isLab) {
    Optional<HostName> named = Optional.ofNullable(host);
    List<Problem> anyway = DrillGuard.beforehand(read, drills, named, isLab, true);
    return anyway.isEmpty()
        ? DrillGuard.beforehand(read, drills, named, isLab, isLab || agreed || agreesNow(read))
        : anyway;
  }

  private int drill(Visit visit, Optional<Lab> lab, List<Drill> drills) {
    Progress progress = output.progress(workplace, log);
    Stop stop = new Stop();
    AtomicBoolean told = new AtomicBoolean();
    Runnable signalled =
        () -> {
          if (told.compareAndSet(false, true)) {
            progress.say("stopping: what the drill did is undone first; once more stops at once");
            stop.want();
          } else {
            Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
          }
        };
    List<DrillReport> reports = new CopyOnWriteArrayList<>();
    DrillSession session =
        new DrillSession(
            visit, lab, visit.blueprint().source().reference("agnhost"), progress, stop);
    List<Problem> refusals = session.refusals();
    if (!refusals.isEmpty()) {
      return Problems.print(refusals, visit.site().name(), output, workplace);
    }
    List<Problem> problems = new ArrayList<>();
    boolean stopped = false;
    try (StopSignals _ = StopSignals.telling(signalled)) {
      session.run(
          drills,
          Optional.ofNullable(host),
          repeat,
          report -> {
            reports.add(report);
            progress.say(DrillText.line(report));
          },
          problem -> {
            problems.add(problem);
            progress.say(
                "not done: "
                    + problem.act()
                    + ": "
                    + problem.cause().lines().findFirst().orElse("no cause is known"));
          });
    } catch (ProblemException failed) {
      problems.add(failed.problem());
    } catch (Stop.Stopped byOperator) {
      stopped = true;
    } finally {
      progress.end();
    }
    return finish(visit.site(), reports, problems, stopped);
  }

  private int finish(
      Site site, List<DrillReport> reports, List<Problem> problems, boolean stopped) {
    List<String> misses = Judgement.misses(reports, site.availability());
    if (output.isJson()) {
      ObjectNode json = DrillJson.of(site.name(), reports, misses, stopped);
      json.set("problems", PlanJson.of(problems));
      workplace.out().println(PlanJson.print(json));
    } else {
      print(reports, misses, problems);
    }
    writePage(site, reports, misses, problems);
    problems.forEach(problem -> workplace.err().println(problem.text()));
    if (stopped) {
      return ExitCode.INTERRUPTED;
    }
    if (!problems.isEmpty() && reports.isEmpty()) {
      return problems.stream().mapToInt(problem -> ExitCode.of(problem.code())).max().orElse(1);
    }
    return misses.isEmpty() && problems.isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void print(List<DrillReport> reports, List<String> misses, List<Problem> problems) {
    workplace.out().println();
    if (reports.size() == 1) {
      DrillText.lines(reports.getFirst()).forEach(workplace.out()::println);
    } else if (!reports.isEmpty()) {
      DrillTable.lines(reports).forEach(workplace.out()::println);
    }
    if (!reports.isEmpty()) {
      workplace.out().println();
      misses.forEach(miss -> workplace.out().println("missed: " + miss));
      if (misses.isEmpty()) {
        workplace
            .out()
            .println(
                "the site's objectives were met"
                    + (problems.isEmpty() ? "" : " in the drills that could be done"));
      }
    }
    workplace.out().flush();
  }

  /** Before the drills, which may take hours. */
  private void checkPage() {
    Path file = page;
    if (file != null) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw badUsage("--html: there is no folder for " + file);
      }
    }
  }

  private void writePage(
      Site site, List<DrillReport> reports, List<String> misses, List<Problem> problems) {
    Path file = page;
    if (file != null && !reports.isEmpty()) {
      List<String> wrong = new ArrayList<>(misses);
      problems.forEach(problem -> wrong.add("not done: " + problem.act() + ": " + problem.cause()));
      try {
        Files.writeString(file, DrillPage.of(site.name(), reports, wrong));
      } catch (IOException refused) {
        throw new ProblemException(
            Problem.of(
                Problem.Code.USAGE,
                "write the page of the drills",
                file + " cannot be written (" + refused + ")",
                "name a file in a folder that exists and is yours"),
            refused);
      }
    }
  }

  private boolean agreesNow(Site site) {
    return ask.apply(
            "The hosts of site "
                + site.name()
                + " are real. What runs on them may be interrupted. Its name, to go on: ")
        .map(String::strip)
        .filter(site.name()::equals)
        .isPresent();
  }

  private List<Drill> drills() {
    if (names.equals(List.of(ALL))) {
      return List.of(Drill.values());
    }
    return names.stream()
        .map(
            name ->
                Drill.named(name)
                    .orElseThrow(
                        () ->
                            badUsage(
                                "there is no drill '%s'; there are %s, and all and list, which stand alone"
                                    .formatted(name, String.join(", ", Drill.words())))))
        .toList();
  }

  private ParameterException badUsage(String message) {
    CommandSpec asked = command;
    if (asked == null) {
      throw new IllegalStateException("picocli sets the command");
    }
    return new ParameterException(asked.commandLine(), message);
  }
}
