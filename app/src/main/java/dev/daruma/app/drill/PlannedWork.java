package dev.daruma.app.drill;

import dev.daruma.cluster.life.Look;
import dev.daruma.cluster.node.Drain;
import dev.daruma.cluster.reboot.Reboot;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.execute.Executor;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Shells;
import java.time.Clock;
import java.util.List;

/** Work that the site's own commands do as well, carried out within a drill. */
record PlannedWork(Site site, Shells shells, Clock clock, Stop stop) {

  void step(Step step) {
    carryOut(new Plan(step.needs(), List.of(step)));
  }

  /** As {@code reboot --rolling} of the whole site; a row that was cut off is ended before. */
  void rebootAll() {
    Reboot reboot =
        Reboot.of(
            site,
            new Look(shells, clock).at(site, host -> Reboot.probes(site, host)),
            site.hosts(),
            true);
    List<Problem> refusals = reboot.refusals(false);
    if (!refusals.isEmpty()) {
      throw new ProblemException(refusals.getFirst());
    }
    carryOut(reboot.plan(false, Drain.Rules.USUAL));
    if (!reboot.earlier().isEmpty()) {
      rebootAll();
    }
  }

  private void carryOut(Plan plan) {
    Executor executor = new Executor(shells, event -> {}, clock);
    stop.during(executor::stop);
    try {
      Outcome outcome = executor.execute(plan);
      if (!outcome.failed().isEmpty()) {
        throw new ProblemException(outcome.failed().getFirst().problem());
      }
      if (outcome.stopped()) {
        stop.check();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    } finally {
      stop.after();
    }
  }

  /** The same when the operator has ended the drills: what was done is undone all the same. */
  void undo(Step step) {
    new PlannedWork(site, shells, clock, new Stop()).step(step);
  }
}
