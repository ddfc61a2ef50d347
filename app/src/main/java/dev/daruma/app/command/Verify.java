package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.VerifyRun;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.Progress;
import dev.daruma.engine.problem.Problem;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Proves that the cluster works; changes nothing that stays. */
@Command(
    name = "verify",
    description = "Prove that the cluster works: nodes, etcd, endpoint, names, pods on every node.")
public final class Verify implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final LogOption log = new LogOption();

  public Verify(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Visit visit = Visit.to(site.read(workplace), workplace)) {
      Progress progress = output.progress(workplace, log);
      List<Problem> problems = new VerifyRun(visit, progress).verify();
      if (problems.isEmpty() && !output.isJson()) {
        workplace.out().println("site " + visit.site().name() + " is verified");
      }
      return problems.isEmpty() && !output.isJson()
          ? ExitCode.DONE
          : Problems.print(problems, visit.site().name(), output, workplace);
    }
  }
}
