package dev.daruma.cluster.life;

import dev.daruma.cluster.endpoint.VirtualRouter;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.node.Departure;
import dev.daruma.cluster.node.Departures;
import dev.daruma.cluster.node.Drain;
import dev.daruma.cluster.node.Drained;
import dev.daruma.cluster.node.ForgetRole;
import dev.daruma.cluster.node.Later;
import dev.daruma.cluster.node.LeaveCluster;
import dev.daruma.cluster.node.Left;
import dev.daruma.cluster.quorum.Electorate;
import dev.daruma.cluster.reset.ResetHost;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who leaves the cluster, and in which order with those who join: members that are away leave
 * before anybody joins, since etcd takes in nobody while it is short; those that are well leave
 * after all have joined. The endpoint's address leaves a host before anybody stops listening to it.
 *
 * @param site as it is to become
 * @param before what must hold before a living host is drained, such as that another one has taken
 *     its place
 */
record Exchange(
    Site site, Facts facts, List<Departure> departures, Drain.Rules rules, Set<Milestone> before) {
  Exchange {
    departures = List.copyOf(departures);
    before = Set.copyOf(before);
  }

  /** What the site file and the cluster lead to, without a command that says more. */
  static Exchange of(Site site, Facts facts) {
    return new Exchange(site, facts, Departures.of(site, facts), Drain.Rules.USUAL, Set.of());
  }

  /** What is known, but that hosts which join anew are no nodes any more. */
  Facts factsAfter() {
    Facts after = facts;
    for (Departure each : departures) {
      if (each.reason().joinsAnew()) {
        after = after.asInterrupted(each.host().name());
      }
    }
    return after;
  }

  /** The acts of life, and those of leaving, each in its time. */
  List<Act> with(List<Act> life) {
    if (departures.isEmpty()) {
      return life;
    }
    Set<HostName> joining = new HashSet<>();
    for (Host host : site.controlPlanes()) {
      if (life.stream().anyMatch(act -> joins(act, host.name()))) {
        joining.add(host.name());
      }
    }
    List<Act> acts = new ArrayList<>();
    departures.forEach(each -> acts.addAll(leave(each, joining)));
    life.forEach(act -> acts.add(Later.after(waits(act), act)));
    return acts;
  }

  private List<Act> leave(Departure departure, Set<HostName> joining) {
    HostName name = departure.host().name();
    boolean stays = departure.reason() == Departure.Reason.BLANK;
    List<Act> acts = new ArrayList<>();
    Set<Milestone> needs = new HashSet<>(Set.of(new Milestones.ApiAnswers()));
    if (departure.alive() && departure.node() && departure.ready()) {
      Set<Milestone> first = new HashSet<>(needs);
      first.addAll(before);
      acts.add(new Drain(site.with(departure.host()), departure.host(), rules, first));
      needs.add(new Drained(name));
    }
    if (isWell(departure)) {
      joining.stream()
          .filter(other -> !other.equals(name))
          .forEach(other -> needs.add(new Milestones.NodeJoined(other)));
    }
    if (leaves(departure)) {
      acts.add(new LeaveCluster(site.without(name), departure, needs));
    }
    Set<Milestone> gone = leaves(departure) ? Set.of(new Left(name)) : Set.of();
    if (departure.reason().joinsAnew()) {
      boolean mayHold =
          site.hosts().stream()
              .anyMatch(host -> host.name().equals(name) && VirtualRouter.isOn(site, host));
      acts.add(new ForgetRole(departure.host(), mayHold, gone));
    } else if (departure.alive()
        && !stays
        && (balances(departure) || facts.get(name, KubeadmRun.PROBE) != KubeadmRun.NONE)) {
      acts.add(new ResetHost(departure.host(), gone));
    }
    return acts;
  }

  /** Whether there is something to take out of the cluster, or out of the endpoint. */
  private static boolean leaves(Departure departure) {
    return departure.node() || departure.member() || balances(departure);
  }

  /** Whether it may hold the endpoint's address although it need not be a node. */
  private static boolean balances(Departure departure) {
    return departure.alive() && departure.host().is(Role.LOAD_BALANCER);
  }

  /** What else an act of life waits for because somebody leaves. */
  private Set<Milestone> waits(Act act) {
    Set<Milestone> more = new HashSet<>();
    for (Departure each : departures) {
      HostName name = each.host().name();
      boolean leaves = leaves(each);
      if (each.reason().joinsAnew() && act.gives().contains(new Milestones.Cleared(name))) {
        more.add(new ForgetRole.RoleForgotten(name));
      }
      if (leaves && joins(act, name)) {
        more.add(new Left(name));
      } else if (leaves && each.host().is(Role.CONTROL_PLANE)) {
        more.addAll(waitsForControlPlane(act, each));
      } else if (balances(each) && act.room() == ClusterRoom.ENDPOINT) {
        // Who is not heard any more must hold nothing by then.
        more.add(new Left(name));
      }
    }
    return more;
  }

  private Set<Milestone> waitsForControlPlane(Act act, Departure each) {
    HostName name = each.host().name();
    boolean givesWay = isWell(each) && each.alive() && each.node() && each.ready();
    if (site.controlPlanes().stream().anyMatch(host -> joins(act, host.name()))) {
      if (!isWell(each)) {
        return Set.of(new Left(name));
      }
      return givesWay ? Set.of(new Drained(name)) : Set.of();
    }
    if (act.room() != ClusterRoom.ENDPOINT
        || !facts.knows(act.host())
        || factsAfter().get(act.host(), KubeadmRun.PROBE) != KubeadmRun.DONE) {
      return Set.of();
    }
    // Once it has given the address away, it need not be heard; who joins must hear the others by
    // then, or would take the address, too.
    return givesWay ? Set.of(new Drained(name)) : Set.of(new Left(name));
  }

  private static boolean joins(Act act, HostName host) {
    return act.gives().contains(new Milestones.NodeJoined(host));
  }

  private boolean isWell(Departure departure) {
    HostName name = departure.host().name();
    return departure.member()
        && departure.reason() != Departure.Reason.BLANK
        && Electorate.of(site.with(departure.host()), facts).isWell(name);
  }
}
