package dev.daruma.app.drill;

import dev.daruma.app.probe.ApiAccess;
import dev.daruma.app.probe.ApiProbe;
import dev.daruma.app.probe.KeptConnection;
import dev.daruma.app.probe.Looks;
import dev.daruma.app.probe.Prober;
import dev.daruma.app.probe.Question;
import dev.daruma.app.terminal.StopSignals;
import dev.daruma.cluster.drill.Asked;
import dev.daruma.cluster.drill.Look;
import dev.daruma.cluster.kubeconfig.Kubeconfig;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A program that asks the API through its endpoint, and tells of each look on its standard output
 * until its standard input ends. On its own, so that nothing else that is done during a drill, with
 * the compiling that comes with it, gets between two looks; and so that in a lab this alone goes
 * ahead of the hosts, with which it shares the processors.
 */
public final class ProbeProcess {
  /** Answered from an API server's own memory, as what informers list; writes go through etcd. */
  private static final Question READ = Question.get(Workload.OBJECT + "?resourceVersion=0");

  /**
   * What is asked, and how long from one look to the next. Each write is stored by every member of
   * etcd, and told to everybody who watches. What is kept open is found out to be gone after a
   * second, to which a faster pace would add nothing but load.
   */
  static final Map<Asked, Duration> PACES =
      Map.of(
          Asked.READS,
          Looks.PACE,
          Asked.WRITES,
          Duration.ofMillis(100),
          Asked.KEPT,
          Duration.ofMillis(100));

  private static final Duration DELIVERY = Duration.ofMillis(100);

  private ProbeProcess() {}

  public static void main(String[] arguments) throws IOException {
    DataInputStream in = new DataInputStream(System.in);
    ApiAccess access = ApiAccess.of(readKubeconfig(in));
    AtomicLong number = new AtomicLong();
    InstantSource clock = InstantSource.system();
    // Ctrl-C is for whoever has started it, and decides when there was enough.
    try (StopSignals _ = StopSignals.telling(() -> {});
        Prober reads =
            new Prober(
                pace(Asked.READS),
                limits -> new ApiProbe(access, () -> READ, limits)::answers,
                clock);
        Prober writes =
            new Prober(
                pace(Asked.WRITES),
                limits ->
                    new ApiProbe(access, () -> write(number.incrementAndGet()), limits)::answers,
                clock);
        KeptConnection kept = new KeptConnection(pace(Asked.KEPT), access, READ, clock)) {
      Map<Asked, Looks> looks = new EnumMap<>(Asked.class);
      looks.put(Asked.READS, reads.looks());
      looks.put(Asked.WRITES, writes.looks());
      looks.put(Asked.KEPT, kept.looks());
      Thread.ofPlatform().daemon().name("delivery").start(() -> deliver(looks));
      int _ = in.read();
    }
  }

  private static Duration pace(Asked asked) {
    return PACES.getOrDefault(asked, Looks.PACE);
  }

  private static Question write(long number) {
    return Question.mergePatch(Workload.written(number), Workload.change(number));
  }

  private static void deliver(Map<Asked, Looks> looks) {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(System.out));
    try {
      while (true) {
        Thread.sleep(DELIVERY);
        for (Map.Entry<Asked, Looks> each : looks.entrySet()) {
          for (Look look : each.getValue().take()) {
            out.writeUTF(each.getKey().name());
            writeLook(look, out);
          }
        }
        out.flush();
      }
    } catch (IOException | InterruptedException _) {
      // Nobody listens any more, and the standard input ends as well.
      return;
    }
  }

  private static void writeLook(Look look, DataOutputStream out) throws IOException {
    out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, look.at()));
    out.writeBoolean(look.succeeded());
  }

  static Look readLook(DataInputStream in) throws IOException {
    return new Look(Instant.EPOCH.plus(in.readLong(), ChronoUnit.MICROS), in.readBoolean());
  }

  static void write(Kubeconfig kubeconfig, DataOutputStream out) throws IOException {
    out.writeUTF(kubeconfig.name());
    out.writeUTF(kubeconfig.server());
    out.writeUTF(kubeconfig.authority());
    out.writeUTF(kubeconfig.certificate());
    out.writeUTF(kubeconfig.key());
    out.flush();
  }

  private static Kubeconfig readKubeconfig(DataInputStream in) throws IOException {
    return new Kubeconfig(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
  }
}
