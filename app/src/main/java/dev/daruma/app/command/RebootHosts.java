package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.Locking;
import dev.daruma.app.run.PlanRun;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.PlanJson;
import dev.daruma.app.show.Progress;
import dev.daruma.app.show.RebootText;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Look;
import dev.daruma.cluster.reboot.Reboot;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.execute.Outcome;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.lock.SiteLock;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Lets hosts start anew without the cluster being missed. */
@Command(
    name = "reboot",
    description = {
      "Reboot hosts: the endpoint's address and pods are moved away first, and each host must be"
          + " well again.",
      "With --rolling one after the other; without, all at once."
    })
public final class RebootHosts implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();
  @Mixin private final LogOption log = new LogOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "HOST",
      description = "Hosts of the site; the whole site when none is named.")
  private List<HostName> named = List.of();

  @Option(
      names = "--rolling",
      description = "One after the other, each well again before the next.")
  private boolean rolling;

  @Mixin private final DrainRules rules = new DrainRules();
  @Mixin private final ForceOption force = new ForceOption();

  public RebootHosts(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    Site read = site.read(workplace);
    List<Host> meant = Reboot.named(read, named);
    boolean unsafe = force.isGiven(read);
    try (Visit visit = Visit.to(read, workplace)) {
      Reboot seen = look(visit, meant);
      List<Problem> refusals = seen.refusals(unsafe);
      if (!refusals.isEmpty()) {
        return Problems.print(refusals, read.name(), output, workplace);
      }
      Progress progress = output.progress(workplace, log);
      try (SiteLock lock = Locking.take(visit, seen.facts(), "reboot", progress)) {
        return rebootLocked(visit.by(lock.shells()), meant, unsafe, progress);
      } catch (ProblemException refused) {
        return Problems.print(List.of(refused.problem()), read.name(), output, workplace);
      }
    }
  }

  private Reboot look(Visit visit, List<Host> meant) {
    Site read = visit.site();
    Facts facts =
        new Look(visit.shells(), workplace.clock()).at(read, host -> Reboot.probes(read, host));
    return Reboot.of(read, facts, meant, rolling);
  }

  private int rebootLocked(Visit visit, List<Host> meant, boolean unsafe, Progress progress)
      throws InterruptedException {
    // Another run may have changed what was seen before the lock was there.
    Reboot reboot = look(visit, meant);
    List<Problem> refusals = reboot.refusals(unsafe);
    if (!refusals.isEmpty()) {
      return Problems.print(refusals, visit.site().name(), output, workplace);
    }
    RebootText.before(reboot).forEach(progress::say);
    Outcome outcome = PlanRun.of(visit, "reboot", reboot.plan(unsafe, rules.rules()), progress);
    List<Problem> problems = outcome.failed().stream().map(Outcome.Failure::problem).toList();
    List<HostName> left = RebootText.left(reboot, outcome);
    if (output.isJson()) {
      workplace.out().println(PlanJson.print(json(visit, reboot, left, problems)));
    } else {
      RebootText.after(reboot, left, rolling).forEach(workplace.out()::println);
    }
    problems.forEach(problem -> workplace.err().println(problem.text()));
    return problems.isEmpty()
        ? ExitCode.DONE
        : problems.stream()
            .mapToInt(problem -> ExitCode.of(problem.code()))
            .max()
            .orElse(ExitCode.FAILED);
  }

  private static ObjectNode json(
      Visit visit, Reboot reboot, List<HostName> left, List<Problem> problems) {
    ObjectNode json = PlanJson.object().put("site", visit.site().name());
    reboot.row().stream()
        .map(Host::name)
        .filter(host -> !left.contains(host))
        .forEach(host -> json.withArray("rebooted").add(host.value()));
    left.forEach(host -> json.withArray("left").add(host.value()));
    json.set("problems", PlanJson.of(problems));
    return json;
  }
}
