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
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The runs that were made from here. */
@Command(
    name = "history",
    description = "Show the runs that were made from here; history show RUN tells one of them.")
public final class History implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();

  public History(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    Site read = site.readForLab(workplace);
    List<PastRun> runs = new PastRuns(SiteFolder.of(read).runs()).all();
    if (output.isJson()) {
      workplace.out().println(PlanJson.print(RunJson.of(read.name(), runs)));
    } else if (runs.isEmpty()) {
      workplace.out().println("no run of site " + read.name() + " was made from here");
    } else {
      new RunText(workplace.localClock()).table(runs).forEach(workplace.out()::println);
    }
    return ExitCode.DONE;
  }
}
