package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.SiteFolder;
import dev.daruma.app.show.PlanJson;
import dev.daruma.app.show.RunJson;
import dev.daruma.app.show.RunText;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.journal.PastRun;
import dev.daruma.engine.journal.PastRuns;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One run, event by event. */
@Command(name = "show", description = "Tell one run, event by event.")
public final class HistoryShow implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Parameters(
      paramLabel = "RUN",
      description = "A run's name as daruma history has it, or its beginning.")
  private String name = "";

  public HistoryShow(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    Site read = site.readForLab(workplace);
    PastRun run = find(read.name(), new PastRuns(SiteFolder.of(read).runs()).all());
    if (output.isJson()) {
      workplace.out().println(PlanJson.print(RunJson.of(run)));
    } else {
      new RunText(workplace.localClock()).lines(run).forEach(workplace.out()::println);
    }
    return ExitCode.DONE;
  }

  private PastRun find(String siteName, List<PastRun> runs) {
    List<PastRun> found = runs.stream().filter(run -> run.name().startsWith(name)).toList();
    if (found.size() != 1) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.USAGE,
              "show the run " + name,
              found.isEmpty()
                  ? "site " + siteName + " has no run of that name"
                  : found.size()
                      + " runs begin like that, the last of them "
                      + found.getLast().name(),
              runs.isEmpty()
                  ? "no run was made from here yet"
                  : "name one as daruma history has it; the last one is " + runs.getLast().name()));
    }
    return found.getFirst();
  }
}
