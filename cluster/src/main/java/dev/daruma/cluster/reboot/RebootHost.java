package dev.daruma.cluster.reboot;

import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.endpoint.Handover;
import dev.daruma.cluster.node.Drain;
import dev.daruma.cluster.node.Undrain;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Restarts;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Lets a host start anew: the endpoint's address and its pods go first, and it counts as done when
 * it is as well as it was. Done again after it was cut off, it goes on where the host stands.
 *
 * @param site whose control planes are asked
 * @param member whether it is a node of the cluster
 * @param needs what must hold before; in a row, that the host before it is well again
 * @param unsafe whether the quorum guard was overruled
 * @param rules how its pods leave
 */
record RebootHost(
    Site site, Host on, boolean member, Set<Milestone> needs, boolean unsafe, Drain.Rules rules)
    implements Step {
  private static final Duration MOMENT = Duration.ofSeconds(20);

  /** A board with a slow card takes minutes, and more when its disk is checked. */
  private static final Duration START_LIMIT = Duration.ofMinutes(10);

  RebootHost {
    needs = Set.copyOf(needs);
  }

  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.NODE;
  }

  @Override
  public String title() {
    return "reboot host";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Rebooting.Done(host()));
  }

  @Override
  public Set<Limit> limits() {
    return Set.of();
  }

  @Override
  public List<Effect> effects() {
    return List.of(new Restarts("the host"));
  }

  @Override
  public List<String> explanation() {
    List<String> lines = new ArrayList<>();
    if (EndpointAddress.candidates(site).contains(on)) {
      lines.add("the endpoint's address moves to another host first, if it is here");
    }
    if (member) {
      lines.add("its pods leave before, and may come back when it is well again");
    }
    lines.add("done when it has started anew and is well");
    return lines;
  }

  @Override
  public void run(Work work) {
    BootMark mark = mark(work);
    if (mark.hasHappened()) {
      work.say("it has started anew already; what is left is to see that it is well");
    } else {
      if (!unsafe) {
        ControlPlaneFacts.askGuard(work, site, title(), host());
      }
      if (member) {
        Drain.drain(work, site, on, rules);
      } else {
        Handover.awayFrom(work, site, on);
      }
      restart(work);
    }
    awaitStart(work);
    WellAgain well = new WellAgain(work, site, on);
    if (!member) {
      well.awaitEndpoint();
      Handover.backTo(work, site, on);
    } else {
      well.await();
      if (!mark.staysDrained()) {
        Undrain.undrain(work, site, on);
      }
    }
    work.run(
        host(),
        "forget the reboot that is done",
        "remove /var/lib/daruma/reboot/before on the host",
        BootMark.forget(),
        MOMENT);
  }

  private BootMark mark(Work work) {
    return Observed.read(work.shell(host()), List.of(BootMark.PROBE)).get(BootMark.PROBE);
  }

  /** Returns when the host was told; whether it obeys is seen by its next start. */
  private void restart(Work work) {
    work.say("restarting");
    try {
      work.run(
          host(),
          "restart the host",
          "see what systemctl reboot says on the host",
          Fragment.script("sync; systemctl --no-block reboot"),
          MOMENT);
    } catch (ProblemException lost) {
      // It may be gone before it could answer.
      if (lost.problem().code() != Problem.Code.CONNECTION_LOST) {
        throw lost;
      }
    }
  }

  private void awaitStart(Work work) {
    Boolean _ =
        work.until(
            host() + " has started anew",
            START_LIMIT,
            () -> {
              try {
                return mark(work).hasHappened()
                    ? Work.Seen.met(true)
                    : Work.Seen.notYet("it answers, and has not gone down yet");
              } catch (ProblemException away) {
                return Work.Seen.notYet(away.problem().cause());
              }
            });
  }
}
