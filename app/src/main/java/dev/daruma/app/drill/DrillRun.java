package dev.daruma.app.drill;

import dev.daruma.app.drill.WholeSite.Before;
import dev.daruma.app.drill.Workload.Inside;
import dev.daruma.cluster.drill.AddressLog;
import dev.daruma.cluster.drill.Asked;
import dev.daruma.cluster.drill.Deed;
import dev.daruma.cluster.drill.Drill;
import dev.daruma.cluster.drill.DrillReport;
import dev.daruma.cluster.drill.DrillReport.Seen;
import dev.daruma.cluster.drill.DrillReport.Times;
import dev.daruma.cluster.drill.Holding;
import dev.daruma.cluster.drill.LeaderLog;
import dev.daruma.cluster.drill.LeaderLog.Leadership;
import dev.daruma.cluster.drill.Look;
import dev.daruma.cluster.drill.PodSeen;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Shells;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** One drill of one host, from a whole site to a whole site. */
record DrillRun(
    Site site,
    Doing doing,
    WholeSite whole,
    Workload workload,
    Probes probes,
    Waits waits,
    InstantSource clock,
    ClockDoubt doubt,
    Shells shells) {
  /** How long before the failure what is measured begins: for looks that are on their way. */
  private static final Duration BEFORE = Duration.ofMillis(500);

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(50);

  /** Ten times the pace. */
  private static final Duration LONG_PAUSE = Duration.ofMillis(200);

  DrillReport of(Drill drill, Host host) {
    List<String> notes = new CopyOnWriteArrayList<>();
    Before before = whole.now();
    List<PodSeen> podsBefore = workload.everywhere();
    Optional<Inside> inside =
        drill.where() == Drill.Where.EVERY_HOST
            ? Optional.empty()
            : workload.apartFrom(host.name());
    if (inside.isEmpty()) {
      notes.add(
          "nothing was asked from inside the cluster: that takes two nodes that are not touched");
    }
    Deed deed = Deed.of(drill, site, host);
    Watching watching = new Watching(site, shells, inside, notes::add);
    try {
      Times times = watched(watching, deed, host, before);
      return report(drill, deed, host, times, watching, moved(podsBefore, notes), notes);
    } finally {
      watching.clear();
    }
  }

  private Times watched(Watching watching, Deed deed, Host host, Before before) {
    try (watching) {
      watching.begin();
      awaitSteady(clock.instant().minus(WholeSite.STEADY));
      return carryOut(deed, host, before);
    }
  }

  private List<DrillReport.PodMove> moved(List<PodSeen> before, List<String> notes) {
    List<PodSeen> after = workload.everywhere();
    if (before.isEmpty() || after.isEmpty()) {
      notes.add("which pods came to be elsewhere is not known: the API did not list them all");
      return List.of();
    }
    return PodSeen.moved(before, after);
  }

  private Times carryOut(Deed deed, Host host, Before before) {
    Instant caused = clock.instant();
    probes.forgetUntil(caused.minus(BEFORE.multipliedBy(2)));
    Runnable undo = doing.cause(deed, host);
    try {
      // Not from its beginning: what was asked while it was done may still be on its way.
      awaitSteady(clock.instant());
    } finally {
      undo.run();
    }
    Instant undone = clock.instant();
    Set<HostName> restarted =
        switch (deed) {
          case Deed.Power _, Deed.Restart _ -> Set.of(host.name());
          case Deed.RollingReboot _ ->
              site.nodes().stream().map(Host::name).collect(Collectors.toSet());
          case Deed.Cable _, Deed.Once _, Deed.Lasting _, Deed.Planned _ -> Set.of();
        };
    whole.await(before, restarted);
    return new Times(caused.minus(BEFORE), caused, undone, clock.instant());
  }

  private void awaitSteady(Instant since) {
    waits.until(
        "the probers have had every answer for two seconds",
        LIMIT,
        PAUSE,
        () ->
            !clock.instant().isBefore(since.plus(WholeSite.STEADY))
                    && probes.areSteady(WholeSite.STEADY)
                ? Work.Seen.met(true)
                : Work.Seen.notYet("looks that failed"));
  }

  private DrillReport report(
      Drill drill,
      Deed deed,
      Host host,
      Times times,
      Watching watching,
      List<DrillReport.PodMove> moved,
      List<String> notes) {
    Map<HostName, String> addresses = watching.addresses();
    List<Leadership> leaders = leaders(watching, times);
    Map<Asked, Seen> asked = new EnumMap<>(Asked.class);
    watching.looks().forEach((each, looks) -> asked.put(each, Seen.of(within(looks, times))));
    // Last: the latest looks before the end may have been on their way.
    probes
        .looks()
        .forEach(
            (each, looks) -> {
              List<Look> seen = within(looks.since(times.begun()), times);
              asked.put(each, Seen.of(seen));
              if (each == Asked.READS) {
                outOfBreath(seen).ifPresent(notes::add);
              }
            });
    List<Holding> holdings = new ArrayList<>();
    addresses.forEach(
        (name, text) ->
            holdings.addAll(
                AddressLog.holdings(
                    name,
                    text,
                    Watching.address(site),
                    deed instanceof Deed.Power && name.equals(host.name())
                        ? Optional.of(times.caused())
                        : Optional.empty(),
                    times.whole())));
    if (!doubt.note().isEmpty()) {
      notes.add(doubt.note());
    }
    return new DrillReport(
        drill,
        host.name(),
        times,
        asked,
        Holding.within(holdings, times.begun(), times.whole()),
        doubt.most(),
        leaders,
        moved,
        notes);
  }

  private static List<Look> within(List<Look> looks, Times times) {
    return looks.stream()
        .filter(look -> look.at().isAfter(times.begun()) && look.at().isBefore(times.whole()))
        .toList();
  }

  /** Whoever does not look sees no outage. */
  private static Optional<String> outOfBreath(List<Look> looks) {
    return Optional.of(Look.longestPause(looks))
        .filter(pause -> pause.compareTo(LONG_PAUSE) > 0)
        .map(
            pause ->
                "the prober itself was held up: between two of its looks %d ms passed, and what was away then was not seen"
                    .formatted(pause.toMillis()));
  }

  private static List<Leadership> leaders(Watching watching, Times times) {
    List<Leadership> leaders =
        LeaderLog.leaders(new TreeMap<>(watching.leaders())).stream()
            .filter(each -> each.from().isBefore(times.whole()))
            .toList();
    // The first is who led when it began.
    List<Leadership> within = new ArrayList<>();
    for (Leadership each : leaders) {
      if (!each.from().isAfter(times.begun())) {
        within.clear();
      }
      within.add(each);
    }
    return within;
  }
}
