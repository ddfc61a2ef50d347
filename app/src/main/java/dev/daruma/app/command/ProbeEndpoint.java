package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.probe.ApiAccess;
import dev.daruma.app.probe.ApiProbe;
import dev.daruma.app.probe.KeptConnection;
import dev.daruma.app.probe.Looks;
import dev.daruma.app.probe.Prober;
import dev.daruma.app.probe.Question;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.LabNamespace;
import dev.daruma.app.run.SiteLab;
import dev.daruma.app.run.Visit;
import dev.daruma.app.terminal.StopSignals;
import dev.daruma.cluster.drill.Asked;
import dev.daruma.cluster.drill.DrillReport.Seen;
import dev.daruma.cluster.drill.Look;
import dev.daruma.cluster.drill.Outage;
import dev.daruma.cluster.site.Site;
import dev.daruma.lab.host.Lab;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Asks the API again and again while something else is done, and tells when it was away. */
@Command(
    name = "probe",
    description =
        "Ask the API through its endpoint fifty times a second, and tell when it was away.",
    footer = {"", "Exit codes: 0 it always answered, 1 not."})
public final class ProbeEndpoint implements Callable<Integer> {
  private static final int LONGEST = 3600;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Of the API server's own memory, as in drills. */
  private static final Question READ = Question.get("/api/v1/namespaces/default?resourceVersion=0");

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "For how long, 1 to " + LONGEST + " (default: as long, or until Ctrl-C).")
  private @Nullable Integer seconds;

  @Spec private @Nullable CommandSpec spec;

  public ProbeEndpoint(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    Duration limit = limit();
    InstantSource clock = workplace.clock();
    CountDownLatch enough = new CountDownLatch(1);
    Site read = site.read(workplace);
    LabNamespace.enterAhead(read, workplace);
    Optional<Lab> lab = Optional.of(SiteLab.of(read, workplace, line -> {})).filter(SiteLab::isUp);
    lab.ifPresent(Lab::limitServices);
    try (Visit visit = Visit.to(read, workplace)) {
      var kubeconfig = new ClusterAccess(visit).kubeconfig();
      ApiAccess access = ApiAccess.of(kubeconfig);
      try (StopSignals _ = StopSignals.telling(enough::countDown);
          Prober reads =
              new Prober(
                  Looks.PACE, limits -> new ApiProbe(access, () -> READ, limits)::answers, clock);
          KeptConnection kept = new KeptConnection(Looks.PACE, access, READ, clock)) {
        workplace.out().println("asking " + kubeconfig.server());
        workplace.out().flush();
        Map<Asked, Looks> looks = new EnumMap<>(Asked.class);
        looks.put(Asked.READS, reads.looks());
        looks.put(Asked.KEPT, kept.looks());
        return report(looks, clock.instant(), limit, enough);
      }
    } finally {
      lab.ifPresent(Lab::unlimitServices);
    }
  }

  private Duration limit() {
    Integer wanted = seconds;
    if (wanted == null) {
      return Duration.ofSeconds(LONGEST);
    }
    if ((wanted < 1 || wanted > LONGEST) && spec != null) {
      throw new ParameterException(
          spec.commandLine(), "--seconds: " + wanted + " is not from 1 to " + LONGEST);
    }
    return Duration.ofSeconds(wanted);
  }

  /** Tells each outage when it is over, then all of them together. */
  private int report(Map<Asked, Looks> looks, Instant begun, Duration limit, CountDownLatch enough)
      throws InterruptedException {
    Map<Asked, Integer> told = new EnumMap<>(Asked.class);
    Instant end = begun.plus(limit);
    while (!enough.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
        && workplace.clock().instant().isBefore(end)) {
      looks.forEach(
          (asked, each) -> {
            List<Outage> over = Outage.in(each.since(begun)).stream().filter(Outage::over).toList();
            over.stream().skip(told.getOrDefault(asked, 0)).forEach(one -> tell(asked, one));
            told.put(asked, over.size());
          });
    }
    boolean away = false;
    for (Map.Entry<Asked, Looks> each : looks.entrySet()) {
      List<Look> all = each.getValue().since(begun);
      Seen seen = Seen.of(all);
      away |= seen.failures() > 0;
      workplace
          .out()
          .println(
              "%s: away %d ms at most, %d ms in all; %d of %d looks failed; the prober itself was held up for %d ms at most"
                  .formatted(
                      each.getKey().word(),
                      seen.longest().toMillis(),
                      seen.total().toMillis(),
                      seen.failures(),
                      seen.looks(),
                      Look.longestPause(all).toMillis()));
    }
    workplace.out().flush();
    return away ? ExitCode.FAILED : ExitCode.DONE;
  }

  private void tell(Asked asked, Outage outage) {
    workplace
        .out()
        .println(
            "%s %s: away for %d ms (%d looks failed)"
                .formatted(
                    TIME.format(outage.from().atZone(workplace.clock().getZone())),
                    asked.word(),
                    outage.length().toMillis(),
                    outage.failures()));
    workplace.out().flush();
  }
}
