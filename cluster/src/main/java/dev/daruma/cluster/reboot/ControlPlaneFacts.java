package dev.daruma.cluster.reboot;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.quorum.Electorate;
import dev.daruma.cluster.quorum.Intent;
import dev.daruma.cluster.quorum.QuorumGuard;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The control planes and load-balancers as they are while a step runs. */
public final class ControlPlaneFacts {
  private ControlPlaneFacts() {}

  /** What the quorum guard wants to know. When it was read is of no interest to it. */
  static Facts now(Work work, Site site) {
    SortedMap<HostName, HostFacts> read = new TreeMap<>();
    SortedMap<HostName, Problem> unread = new TreeMap<>();
    for (Host host : counted(site)) {
      try {
        Observed observed = Observed.read(work.shell(host.name()), Electorate.probes(site, host));
        read.put(host.name(), new HostFacts(observed, Instant.EPOCH, Instant.EPOCH));
      } catch (ProblemException silent) {
        unread.put(host.name(), silent.problem());
      }
    }
    return new Facts(read, unread);
  }

  /**
   * Asks the quorum guard at the last moment: what was well when the plan was made may not be any
   * more.
   *
   * @throws ProblemException REFUSED, with the arithmetic
   */
  public static void askGuard(Work work, Site site, String title, HostName interrupted) {
    QuorumGuard.refusals(
            Electorate.of(site, now(work, site)),
            title + " " + interrupted,
            Intent.interrupt(interrupted),
            site.name())
        .stream()
        .findFirst()
        .ifPresent(
            refusal -> {
              throw new ProblemException(refusal);
            });
  }

  private static List<Host> counted(Site site) {
    return site.hosts().stream()
        .filter(host -> host.is(Role.CONTROL_PLANE) || host.is(Role.LOAD_BALANCER))
        .toList();
  }
}
