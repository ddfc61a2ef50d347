package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.Locking;
import dev.daruma.app.run.PlanRun;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.Progress;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Look;
import dev.daruma.cluster.reset.Reset;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.lock.SiteLock;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes the site back to bare hosts. */
@Command(
    name = "reset",
    description = "Take the cluster off all hosts; refuses without --yes while there is one.")
public final class ResetSite implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final LogOption log = new LogOption();

  @Option(names = "--yes", description = "The cluster and all its data may go.")
  private boolean agreed;

  public ResetSite(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    try (Visit visit = Visit.to(site.read(workplace), workplace)) {
      Site read = visit.site();
      Facts seen = look(visit);
      List<Problem> refusals = Reset.refusals(read, seen, agreed);
      if (!refusals.isEmpty()) {
        return Problems.print(refusals, read.name(), output, workplace);
      }
      Progress progress = output.progress(workplace, log);
      SiteLock lock;
      try {
        lock = Locking.take(visit, seen, "reset", progress);
      } catch (ProblemException refused) {
        return Problems.print(List.of(refused.problem()), read.name(), output, workplace);
      }
      try (lock) {
        return resetLocked(visit.by(lock.shells()), progress);
      }
    }
  }

  private Facts look(Visit visit) {
    Site read = visit.site();
    return new Look(visit.patient(), workplace.clock()).at(read, host -> Reset.probes(read, host));
  }

  private int resetLocked(Visit visit, Progress progress) throws InterruptedException {
    Site read = visit.site();
    // Another run may have changed what was seen before the lock was there.
    Facts facts = look(visit);
    List<Problem> refusals = Reset.refusals(read, facts, agreed);
    if (!refusals.isEmpty()) {
      return Problems.print(refusals, read.name(), output, workplace);
    }
    visit.folder().disprove();
    Outcome outcome = PlanRun.of(visit, "reset", Reset.plan(read, facts), progress);
    List<Problem> problems = new ArrayList<>(facts.unread().values());
    outcome.failed().forEach(failure -> problems.add(failure.problem()));
    if (!problems.isEmpty()) {
      return Problems.print(problems, read.name(), output, workplace);
    }
    // Only now: while one host keeps its part, the keys may be wanted.
    visit.authorities().forget();
    visit.folder().forgetKubeconfig();
    if (output.isJson()) {
      return Problems.print(problems, read.name(), output, workplace);
    }
    workplace.out().println("site " + read.name() + " is bare");
    return ExitCode.DONE;
  }
}
