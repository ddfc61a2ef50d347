package dev.daruma.cluster.life;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.node.Departure;
import dev.daruma.cluster.node.Departures;
import dev.daruma.cluster.quorum.Electorate;
import dev.daruma.cluster.quorum.Intent;
import dev.daruma.cluster.quorum.QuorumGuard;
import dev.daruma.cluster.room.Scope;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether the cluster can spare those whom an edited site file leaves out, or gives another role.
 */
public final class ExchangeGuard {
  private static final String ACT = "apply the edited site file";

  private ExchangeGuard() {}

  /**
   * Why the file is not applied; empty when it may be.
   *
   * @param scope only who leaves within it is asked for
   */
  public static List<Problem> refusals(Site site, Facts facts, Scope scope) {
    SortedSet<HostName> leaving = new TreeSet<>();
    SortedSet<HostName> demoted = new TreeSet<>();
    SortedSet<HostName> promoted = new TreeSet<>();
    SortedSet<HostName> joining = new TreeSet<>();
    List<Problem> refusals = new ArrayList<>();
    for (Departure each : Departures.of(site, facts)) {
      HostName name = each.host().name();
      if (!scope.concerns(each.host())) {
        continue;
      }
      CutOff.problem(site, facts, each, ACT).ifPresent(refusals::add);
      if (each.reason() != Departure.Reason.CHANGES_ROLE) {
        if (each.host().is(Role.CONTROL_PLANE)) {
          leaving.add(name);
        }
      } else if (each.host().is(Role.CONTROL_PLANE)) {
        demoted.add(name);
      } else {
        promoted.add(name);
      }
    }
    for (Host host : site.controlPlanes()) {
      if (facts.knows(host.name()) && facts.get(host.name(), KubeadmRun.PROBE) != KubeadmRun.DONE) {
        joining.add(host.name());
      }
    }
    Electorate electorate = Electorate.of(site, facts);
    if (!demoted.isEmpty() || !promoted.isEmpty()) {
      demoted.addAll(leaving);
      promoted.addAll(joining);
      refusals.addAll(
          QuorumGuard.refusals(
              electorate, ACT, new Intent.ChangeRoles(demoted, promoted), site.name()));
    } else if (!leaving.isEmpty()) {
      refusals.addAll(
          QuorumGuard.refusals(
              electorate, ACT, new Intent.Exchange(leaving, joining), site.name()));
    }
    return refusals;
  }
}
