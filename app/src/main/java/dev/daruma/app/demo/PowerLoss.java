package dev.daruma.app.demo;

import dev.daruma.app.probe.ApiAccess;
import dev.daruma.app.probe.ApiProbe;
import dev.daruma.app.probe.Looks;
import dev.daruma.app.probe.Prober;
import dev.daruma.app.probe.Question;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.EndpointHolder;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.Progress;
import dev.daruma.cluster.drill.Look;
import dev.daruma.cluster.drill.Outage;
import dev.daruma.cluster.kubeconfig.Kubeconfig;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.lab.host.Lab;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Takes the power from the host that holds the endpoint, and measures how long the API is away. */
record PowerLoss(Visit visit, Lab lab, Progress progress) {
  private static final Duration STEADY = Duration.ofSeconds(2);
  private static final Duration BEFORE = Duration.ofMillis(500);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** What was measured. The host is still off. */
  record Measured(HostName host, Outage outage) {}

  Measured cause() {
    Kubeconfig kubeconfig = new ClusterAccess(visit).kubeconfig();
    ApiAccess access = ApiAccess.of(kubeconfig);
    Question readiness = Question.get("/readyz");
    try (Prober prober =
        new Prober(
            Looks.PACE,
            limits -> new ApiProbe(access, () -> readiness, limits)::answers,
            visit.workplace().clock())) {
      await(
          "the API answers without fail through " + kubeconfig.server(),
          () -> prober.looks().areSteady(STEADY) ? Optional.of(true) : Optional.empty());
      HostName holder = holder();
      // Up to here it answered without fail; what failed before, while it was still warming up, is
      // no outage.
      Instant calm = visit.workplace().clock().instant().minus(BEFORE);
      progress.say("powering off " + holder + ", which holds the endpoint's address");
      lab.powerOff(holder);
      Outage outage =
          await(
              "the API is back through " + kubeconfig.server(),
              () ->
                  longest(prober.looks().since(calm))
                      .filter(_ -> prober.looks().areSteady(STEADY)));
      progress.say("the API was away for " + outage.length().toMillis() + " ms");
      return new Measured(holder, outage);
    }
  }

  private static Optional<Outage> longest(List<Look> looks) {
    return Outage.in(looks).stream().max(Comparator.comparing(Outage::length));
  }

  private HostName holder() {
    List<HostName> holders = new EndpointHolder(visit).find();
    if (holders.size() != 1) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.CONFLICT,
              "find who holds the endpoint",
              "its address is on " + (holders.isEmpty() ? "no host" : holders.toString()),
              "see journalctl -u keepalived on the control planes"));
    }
    return holders.getFirst();
  }

  private <T> T await(String condition, Supplier<Optional<T>> look) {
    progress.say("waiting until " + condition);
    Instant end = visit.workplace().clock().instant().plus(LIMIT);
    while (true) {
      Optional<T> seen = look.get();
      if (seen.isPresent()) {
        return seen.get();
      }
      if (visit.workplace().clock().instant().isAfter(end)) {
        throw new ProblemException(
            Problem.of(
                Problem.Code.TIMED_OUT,
                "measure the outage",
                "waited " + LIMIT.toSeconds() + " s until " + condition,
                "see how the cluster is: daruma status, daruma lab status"));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
