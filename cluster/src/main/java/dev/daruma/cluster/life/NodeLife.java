package dev.daruma.cluster.life;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.node.AwaitNode;
import dev.daruma.cluster.node.Departure;
import dev.daruma.cluster.node.Departures;
import dev.daruma.cluster.node.Drain;
import dev.daruma.cluster.node.Undrain;
import dev.daruma.cluster.preflight.Preflight;
import dev.daruma.cluster.quorum.Electorate;
import dev.daruma.cluster.quorum.Intent;
import dev.daruma.cluster.quorum.QuorumGuard;
import dev.daruma.cluster.room.Scope;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.verify.Verification;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.ScopedPlan;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * What the commands about single nodes do: the part of life that concerns one host, and what others
 * must know of it. The others may be dead. Pure.
 *
 * @param facts of the site and of the host that a command is about, if the file does not know it
 * @param forced whether the quorum guard is not asked
 */
public record NodeLife(Blueprint blueprint, Facts facts, boolean forced) {

  private Site site() {
    return blueprint.site();
  }

  /** Brings one host of the file into the cluster. */
  public NodePlan add(HostName name) {
    Optional<Problem> unknown = unknown("add " + name, name);
    if (unknown.isPresent()) {
      return NodePlan.refused(site(), facts, List.of(unknown.get()));
    }
    List<Problem> problems = preflight(site(), name);
    problems.addAll(noApi("add " + name));
    if (problems.isEmpty() && site().host(name).is(Role.CONTROL_PLANE)) {
      problems.addAll(
          guard("add " + name, new Intent.Exchange(new TreeSet<>(), new TreeSet<>(Set.of(name)))));
    }
    return problems.isEmpty()
        ? plan(site(), Exchange.of(site(), facts), Set.of(name), List.of())
        : NodePlan.refused(site(), facts, problems);
  }

  /** Takes a host out of the cluster, and the cluster off the host if it answers. */
  public NodePlan remove(HostName name, Drain.Rules rules) {
    String act = "remove " + name;
    Optional<Departure> found = Departures.named(site(), facts, name);
    if (found.isEmpty()) {
      return NodePlan.refused(site(), facts, List.of(nobodyKnows(act, name)));
    }
    Site after = site().without(name);
    List<Problem> problems = new ArrayList<>(noApi(act));
    if (problems.isEmpty()) {
      problems.addAll(guard(act, Intent.remove(name)));
      problems.addAll(cutOff(act, found.get()));
    }
    return problems.isEmpty()
        ? plan(
            after,
            new Exchange(after, facts, found.stream().toList(), rules, Set.of()),
            Set.of(name),
            leftInFile(name))
        : NodePlan.refused(after, facts, problems);
  }

  /**
   * Puts one host in the place of another, dead or alive.
   *
   * @param agreed whether a living host may go
   */
  public NodePlan replace(HostName old, HostName fresh, boolean agreed, Drain.Rules rules) {
    String act = "replace " + old + " by " + fresh;
    Optional<Problem> unknown = unknown(act, fresh);
    Optional<Departure> found = Departures.named(site(), facts, old);
    if (unknown.isPresent() || found.isEmpty()) {
      return NodePlan.refused(
          site(), facts, List.of(unknown.orElseGet(() -> nobodyKnows(act, old))));
    }
    Site after = old.equals(fresh) ? site() : site().without(old);
    List<Problem> problems = preflight(after, fresh);
    problems.addAll(noApi(act));
    if (problems.isEmpty()) {
      problems.addAll(misfit(act, found.get(), fresh, agreed));
      problems.addAll(
          guard(act, isCounted(fresh) ? Intent.replace(old, fresh) : Intent.remove(old)));
      problems.addAll(cutOff(act, found.get()));
    }
    if (!problems.isEmpty()) {
      return NodePlan.refused(after, facts, problems);
    }
    // A worker's pods need somewhere to go; a control plane gives the address away first.
    Set<Milestone> before =
        found.get().host().is(Role.CONTROL_PLANE)
            ? Set.of()
            : Set.of(new Milestones.PodsConnected(fresh));
    return plan(
        after,
        new Exchange(after, facts, found.stream().toList(), rules, before),
        Set.of(old, fresh),
        old.equals(fresh) ? List.of() : leftInFile(old));
  }

  /** Takes work off a living node. */
  public NodePlan drain(HostName name, Drain.Rules rules) {
    String act = "drain " + name;
    List<Problem> problems = reachable(act, name);
    if (problems.isEmpty() && isCounted(name)) {
      problems.addAll(guard(act, Intent.drain(name)));
    }
    return alone(problems, () -> new Drain(site(), site().host(name), rules, apiAnswers()));
  }

  /** Lets work come back to a node. */
  public NodePlan undrain(HostName name) {
    return alone(
        reachable("undrain " + name, name),
        () -> new Undrain(site(), site().host(name), apiAnswers()));
  }

  private static Set<Milestone> apiAnswers() {
    return Set.of(new Milestones.ApiAnswers());
  }

  private NodePlan alone(List<Problem> problems, Supplier<Step> step) {
    return problems.isEmpty()
        ? new NodePlan(
            site(),
            facts,
            List.of(),
            ScopedPlan.of(apiAnswers(), List.of(step.get()), act -> true),
            List.of())
        : NodePlan.refused(site(), facts, problems);
  }

  /** The acts that are about these hosts, and what the others are told of them. */
  private NodePlan plan(
      Site after, Exchange exchange, Set<HostName> concerned, List<String> afterwards) {
    Blueprint goal = blueprint.of(after);
    List<Act> acts = new ArrayList<>();
    // Other hosts may be about to get the bundle, too, but not now.
    Scope scope = new Scope(new TreeSet<>(concerned), Set.of());
    for (Act act : Life.acts(goal, exchange, scope)) {
      if (concerned.contains(act.host())) {
        acts.add(act);
      } else {
        Told.of(act).ifPresent(acts::add);
      }
    }
    after.nodes().stream()
        .filter(host -> concerned.contains(host.name()))
        .filter(host -> acts.stream().anyMatch(act -> act.gives().contains(joined(host))))
        .forEach(host -> acts.add(new AwaitNode(after, host)));
    Facts then = exchange.factsAfter();
    Set<Milestone> holding = new HashSet<>(Life.holding(goal, then));
    after.nodes().stream()
        .filter(host -> !concerned.contains(host.name()) && isMember(host, then))
        .forEach(host -> holding.addAll(once(host)));
    ScopedPlan scoped = ScopedPlan.of(holding, acts, act -> true);
    boolean allAnswer = after.hosts().stream().allMatch(host -> facts.knows(host.name()));
    List<String> lines = new ArrayList<>(afterwards);
    facts
        .unread()
        .forEach(
            (host, problem) -> {
              if (after.hosts().stream().anyMatch(each -> each.name().equals(host))) {
                lines.add(host + " did not answer and was not touched: " + problem.cause().strip());
              }
            });
    return new NodePlan(
        after,
        facts,
        List.of(),
        allAnswer && !scoped.plan().acts().isEmpty()
            ? Verification.within(scoped, after, blueprint.source())
            : scoped,
        lines);
  }

  private static boolean isMember(Host host, Facts facts) {
    return facts.knows(host.name()) && facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE;
  }

  /** What was made so before a member joined; whatever differs since is left to the next apply. */
  private static Set<Milestone> once(Host host) {
    return Set.of(
        new Milestones.Prepared(host.name()), new Milestones.PackagesInstalled(host.name()));
  }

  private static Milestone joined(Host host) {
    return new Milestones.NodeJoined(host.name());
  }

  /** Whether it is one of those of whom the site must not lose too many. */
  private boolean isCounted(HostName name) {
    Host host = site().host(name);
    return host.is(Role.CONTROL_PLANE) || host.is(Role.LOAD_BALANCER);
  }

  private List<Problem> guard(String act, Intent intent) {
    return forced
        ? List.of()
        : QuorumGuard.refusals(Electorate.of(site(), facts), act, intent, site().name());
  }

  private List<Problem> preflight(Site after, HostName name) {
    return new ArrayList<>(
        Preflight.problems(
            after, blueprint.source(), facts, new Scope(new TreeSet<>(Set.of(name)), Set.of())));
  }

  private List<Problem> noApi(String act) {
    return ControlPlanes.apiAnswers(site(), facts)
        ? List.of()
        : List.of(
            Problem.of(
                Code.UNREACHABLE,
                act,
                "no control plane's API server answers, and only the cluster can be asked",
                "see that a majority of the control planes is up (daruma status)"));
  }

  private List<Problem> reachable(String act, HostName name) {
    Optional<Problem> unknown = unknown(act, name);
    if (unknown.isPresent()) {
      return List.of(unknown.get());
    }
    List<Problem> problems = new ArrayList<>(noApi(act));
    Optional.ofNullable(facts.unread().get(name)).ifPresent(problems::add);
    return problems;
  }

  private List<Problem> misfit(String act, Departure old, HostName fresh, boolean agreed) {
    List<Problem> problems = new ArrayList<>();
    HostName name = old.host().name();
    if (old.host().is(Role.CONTROL_PLANE) && !site().host(fresh).is(Role.CONTROL_PLANE)) {
      problems.add(
          Problem.of(
              Code.USAGE,
              fresh,
              act,
              name + " is a control plane, and " + fresh + " is none by the site file",
              "give " + fresh + " the role control-plane in " + site().file()));
    }
    if (old.host().is(Role.LOAD_BALANCER) && old.alive() && !name.equals(fresh)) {
      problems.add(
          Problem.of(
              Code.REFUSED,
              name,
              act,
              "a load-balancer that lives and its successor would both hold the endpoint's address",
              "bring "
                  + fresh
                  + " in first (daruma node add), then take "
                  + name
                  + " out (daruma node remove)"));
    }
    if (name.equals(fresh) && old.reason() != Departure.Reason.BLANK) {
      problems.add(
          Problem.of(
              Code.REFUSED,
              name,
              act,
              "the host still has its part of the cluster on its disk",
              "install it anew first, or name another host"));
    } else if (!agreed && !name.equals(fresh) && (old.ready() || (old.alive() && isNode(name)))) {
      problems.add(
          Problem.of(
              Code.REFUSED,
              name,
              act,
              "the host lives; it would be drained, leave the cluster and be made bare",
              "run it again with --yes if that is what you want"));
    }
    return problems;
  }

  private boolean isNode(HostName name) {
    return facts.get(name, KubeadmRun.PROBE) == KubeadmRun.DONE;
  }

  private List<Problem> cutOff(String act, Departure departure) {
    return forced ? List.of() : CutOff.problem(site(), facts, departure, act).stream().toList();
  }

  private Optional<Problem> unknown(String act, HostName name) {
    return site().hosts().stream().anyMatch(host -> host.name().equals(name))
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Code.USAGE,
                act,
                "site " + site().name() + " has no host " + name,
                "add it to " + site().file() + " first: the file says what the host shall be"));
  }

  private Problem nobodyKnows(String act, HostName name) {
    String known =
        ControlPlanes.cluster(site(), facts)
            .map(ClusterView::nodes)
            .map(nodes -> "; nodes: " + nodes.keySet())
            .orElse("");
    return Problem.of(
        Code.USAGE,
        act,
        "neither the site file nor the cluster knows a host " + name + known,
        "name a host of " + site().file() + " or a node of the cluster");
  }

  private List<String> leftInFile(HostName name) {
    return site().hosts().stream().anyMatch(host -> host.name().equals(name))
        ? List.of(
            "delete the entry of %s from %s now: while it is there, the next apply brings the host back"
                .formatted(name, site().file()))
        : List.of();
  }
}
