package dev.daruma.app.drill;

import dev.daruma.app.probe.ApiAccess;
import dev.daruma.app.probe.ApiProbe;
import dev.daruma.app.probe.KeptConnection;
import dev.daruma.app.probe.Looks;
import dev.daruma.app.probe.Prober;
import dev.daruma.app.probe.Question;
import dev.daruma.cluster.drill.Asked;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The probers that ask through the endpoint's address, from where daruma runs. */
final class Probes implements AutoCloseable {
  /** Answered from an API server's own memory, as what informers list; writes go through etcd. */
  private static final Question READ = Question.get(Workload.OBJECT + "?resourceVersion=0");

  /** Each write is stored by every member of etcd, and told to everybody who watches. */
  private static final Duration PACE_OF_WRITES = Duration.ofMillis(100);

  private final Prober reads;
  private final Prober writes;
  private final KeptConnection kept;
  private final Map<Asked, Looks> looks = new EnumMap<>(Asked.class);

  Probes(ApiAccess access, InstantSource clock) {
    AtomicLong number = new AtomicLong();
    reads =
        new Prober(Looks.PACE, limits -> new ApiProbe(access, () -> READ, limits)::answers, clock);
    writes =
        new Prober(
            PACE_OF_WRITES,
            limits -> new ApiProbe(access, () -> write(number.incrementAndGet()), limits)::answers,
            clock);
    kept = new KeptConnection(access, READ, clock);
    looks.put(Asked.READS, reads.looks());
    looks.put(Asked.WRITES, writes.looks());
    looks.put(Asked.KEPT, kept.looks());
  }

  private static Question write(long number) {
    return Question.mergePatch(Workload.written(number), Workload.change(number));
  }

  Map<Asked, Looks> looks() {
    return looks;
  }

  boolean areSteady(Duration duration) {
    return unsteady(duration).isEmpty();
  }

  /** Who has not had every answer for that long, and why. */
  List<String> unsteady(Duration duration) {
    return looks.entrySet().stream()
        .flatMap(
            each ->
                each.getValue().unsteady(duration).stream()
                    .map(why -> each.getKey().word() + ": " + why))
        .toList();
  }

  void forgetUntil(Instant end) {
    looks.values().forEach(each -> each.forgetUntil(end));
  }

  @Override
  public void close() {
    reads.close();
    writes.close();
    kept.close();
  }
}
