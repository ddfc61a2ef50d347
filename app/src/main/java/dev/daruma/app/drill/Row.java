package dev.daruma.app.drill;

import dev.daruma.app.drill.WholeSite.Before;
import dev.daruma.app.show.Progress;
import dev.daruma.cluster.drill.Drill;
import dev.daruma.cluster.drill.DrillReport;
import dev.daruma.cluster.drill.HostCondition;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Drills one after the other. One that cannot be done does not keep the others from it, if the site
 * becomes whole again.
 *
 * @param lost why the site is not one's own any more
 */
record Row(
    Site site,
    HostLooks hosts,
    WholeSite whole,
    DrillRun run,
    Waits waits,
    Supplier<Optional<Problem>> lost,
    Progress progress) {
  /** Of an election of etcd's, or of an address on its way. */
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private static final Duration PAUSE = Duration.ofMillis(400);

  /**
   * @param failed told of each that could not be done, and why
   * @throws ProblemException when the site does not become whole
   */
  void of(
      List<Drill> drills,
      Optional<HostName> named,
      int repeat,
      Consumer<DrillReport> done,
      Consumer<Problem> failed) {
    progress.say("waiting until the site is whole and the probers have every answer");
    whole.await(Before.UNKNOWN, Set.of());
    for (int round = 0; round < repeat; round++) {
      for (Drill drill : drills) {
        try {
          Host host = named.map(site::host).orElseGet(() -> victim(drill));
          progress.say(drill.word() + " of " + host.name());
          done.accept(run.of(drill, host));
        } catch (ProblemException problem) {
          failed.accept(named(drill, problem.problem()));
          becomeWhole();
        }
      }
    }
  }

  private static Problem named(Drill drill, Problem problem) {
    return new Problem(
        problem.code(),
        problem.host(),
        drill.word() + ": " + problem.act(),
        problem.cause(),
        problem.remedy(),
        problem.passing());
  }

  private void becomeWhole() {
    lost.get()
        .ifPresent(
            problem -> {
              throw new ProblemException(problem);
            });
    progress.say("waiting until the site is whole again");
    whole.await(Before.UNKNOWN, Set.of());
  }

  private Host victim(Drill drill) {
    Predicate<HostCondition> wanted =
        switch (drill.where()) {
          // A row of all hosts is told by the one that held the address at its beginning.
          case HOLDER, EVERY_HOST -> HostCondition::holdsAddress;
          case ETCD_LEADER -> HostCondition::leads;
        };
    HostName found =
        waits.until(
            "it is known which host to drill: " + drill.where().words(),
            LIMIT,
            PAUSE,
            () -> {
              List<HostName> such =
                  hosts.at(site.controlPlanes()).values().stream()
                      .filter(wanted)
                      .map(HostCondition::host)
                      .toList();
              return such.size() == 1
                  ? Seen.met(such.getFirst())
                  : Seen.notYet(such.isEmpty() ? "there is none" : "it may be each of " + such);
            });
    return site.host(found);
  }
}
