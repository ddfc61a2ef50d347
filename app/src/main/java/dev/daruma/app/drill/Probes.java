package dev.daruma.app.drill;

import dev.daruma.app.probe.Looks;
import dev.daruma.cluster.drill.Asked;
import dev.daruma.cluster.drill.Look;
import dev.daruma.cluster.kubeconfig.Kubeconfig;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The probers that ask through the endpoint's address, which are a process of their own. */
final class Probes implements AutoCloseable {
  private static final Duration END = Duration.ofSeconds(2);

  private final Process process;
  private final Map<Asked, Looks> looks = new EnumMap<>(Asked.class);

  /**
   * @param ahead words before the command that start it ahead of everything else; may be empty
   * @throws ProblemException when it cannot be started
   */
  Probes(Kubeconfig kubeconfig, List<String> ahead, InstantSource clock) {
    for (Asked asked : ProbeProcess.PACES.keySet()) {
      looks.put(asked, new Looks(ProbeProcess.PACES.get(asked), clock));
    }
    List<String> command = new ArrayList<>(ahead);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ProbeProcess.class.getName());
    try {
      process = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
      // By its standard input, as everybody can read a process's arguments.
      ProbeProcess.write(kubeconfig, new DataOutputStream(process.getOutputStream()));
    } catch (IOException failure) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.LAB,
              "start what asks the API during a drill",
              failure.toString(),
              "see that " + command.getFirst() + " can be started"));
    }
    Thread.ofVirtual().name("looks").start(this::receive);
  }

  private void receive() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(process.getInputStream()))) {
      while (true) {
        Asked asked = Asked.valueOf(in.readUTF());
        Look look = ProbeProcess.readLook(in);
        Looks of = looks.get(asked);
        if (of != null) {
          of.add(look);
        }
      }
    } catch (IOException _) {
      // It has ended; who waits for its looks says that there are none.
    }
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

  /** It ends when nobody writes to it any more. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (IOException _) {
      process.destroyForcibly();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
