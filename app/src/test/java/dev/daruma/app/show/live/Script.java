package dev.daruma.app.show.live;

import dev.daruma.app.show.ProgressSink;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.engine.execute.Event;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.resource.Change;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** An apply of five hosts as it happens, in eight moments, on a clock of its own. */
final class Script {
  private record Named(String title) implements Milestone {}

  private record Doing(
      HostName host,
      String title,
      List<String> explanation,
      Set<Milestone> needs,
      Set<Milestone> gives)
      implements Step {
    @Override
    public Room room() {
      return ClusterRoom.OS;
    }

    @Override
    public void run(Work work) {
      throw new AssertionError("nothing is done here");
    }
  }

  /** A clock that the script moves. */
  static final class Clock implements InstantSource {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public Instant instant() {
      return now;
    }

    void at(Instant start, double seconds) {
      now = start.plusMillis(Math.round(seconds * 1000));
    }
  }

  final Clock clock = new Clock();
  private final Instant start = clock.instant();
  private final List<Act> acts = new ArrayList<>();
  private final Act init = step("master01", "initialise cluster", "", "the API answers");
  private final Act join = step("master02", "join control plane", "the API answers", "two joined");
  private final Act copy = step("node01", "copy bundle", "", "node01 has the bundle");
  private final Act install = change("node01", "install packages", "node01 has the bundle");
  private final Act work = step("node01", "join worker", "the API answers", "node01 joined");
  private final Act other = step("node02", "copy bundle", "", "node02 has the bundle");
  private final Act prepare = change("node02", "prepare host", "");
  private final Act verify = step("master01", "verify cluster", "two joined", "verified");

  Plan plan() {
    return Plan.of(Set.of(), acts);
  }

  private Act step(String host, String title, String need, String gift) {
    Act act =
        new Doing(
            new HostName(host),
            title,
            List.of("why this is done"),
            need.isEmpty() ? Set.of() : Set.of(new Named(need)),
            Set.of(new Named(gift)));
    acts.add(act);
    return act;
  }

  private Act change(String host, String title, String need) {
    Act act =
        new HostChange(
            new HostName(host),
            ClusterRoom.OS,
            title,
            List.of(
                new Change("file /etc/hosts", "content", List.of(), Fragment.script(":")),
                new Change("packages", "9 to do", List.of(), Fragment.script(":"))),
            need.isEmpty() ? Set.of() : Set.of(new Named(need)),
            Set.of(new Named(host + ": " + title)));
    acts.add(act);
    return act;
  }

  /** What happens from moment to moment; {@code moment} is called at the end of each. */
  void play(ProgressSink sink, Consumer<String> moment) {
    sink.say("looked at 5 of 5 hosts");
    sink.begin(plan());
    moment.accept("begun");

    for (Act act : List.of(init, copy, other, prepare)) {
      sink.accept(new Event.Started(act));
    }
    clock.at(start, 1.25);
    sink.accept(new Event.Said(init, "kubeadm init\tphase \u001b[31mcerts\u001b[0m\nsecond line"));
    moment.accept("four acts run");

    clock.at(start, 12);
    sink.accept(new Event.Finished(prepare, Duration.ofSeconds(12)));
    sink.accept(
        new Event.Waiting(init, "the API server on master01 is ready", Duration.ofMinutes(2)));
    sink.accept(new Event.Finished(copy, Duration.ofSeconds(12)));
    sink.accept(new Event.Started(install));
    moment.accept("a wait with a name");

    clock.at(start, 15);
    sink.accept(
        new Event.Retrying(
            install,
            "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 734"
                + " (unattended-upgr); another package manager is at work",
            Duration.ofSeconds(5),
            Duration.ofMinutes(15)));
    moment.accept("something is tried again");

    clock.at(start, 44.5);
    sink.accept(new Event.Finished(init, Duration.ofMillis(44_500)));
    sink.accept(new Event.Started(join));
    sink.accept(new Event.Started(work));
    moment.accept("the cluster is born");

    clock.at(start, 61);
    sink.accept(
        new Event.Failed(
            other,
            Problem.of(
                Code.DISK_FULL,
                other.host(),
                "copy the bundle to /var/lib/daruma/bundle/0123456789abcdef",
                "tar: images/kube-apiserver.tar: Cannot write: No space left on device\ntar: Exiting",
                "free some space on the host (df -h shows where), then run apply again"),
            Duration.ofSeconds(61)));
    // Nothing is drawn here but by the failure itself.
    moment.accept("a failure, told at once");

    clock.at(start, 75);
    sink.accept(new Event.Finished(install, Duration.ofSeconds(63)));
    sink.accept(new Event.Finished(work, Duration.ofSeconds(30)));
    sink.say("stopping: nothing new is started");
    sink.accept(new Event.Awaited(join));
    moment.accept("the operator stops it");

    clock.at(start, 90);
    sink.accept(new Event.Finished(join, Duration.ofSeconds(45)));
    sink.accept(new Event.Left(verify));
    moment.accept("stopped");

    sink.end();
    moment.accept("after the run");
  }
}
