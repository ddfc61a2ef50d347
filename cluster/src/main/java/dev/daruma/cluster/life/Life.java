package dev.daruma.cluster.life;

import dev.daruma.cluster.controlplane.BalancerTrust;
import dev.daruma.cluster.controlplane.ControlPlaneKeys;
import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.controlplane.KeptOptions;
import dev.daruma.cluster.endpoint.EndpointWatch;
import dev.daruma.cluster.endpoint.move.EndpointMove;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.network.PodNetwork;
import dev.daruma.cluster.node.MarkNode;
import dev.daruma.cluster.os.HostPreparation;
import dev.daruma.cluster.packages.KubernetesPackages;
import dev.daruma.cluster.packages.Source;
import dev.daruma.cluster.rolling.Turns;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.room.Scope;
import dev.daruma.cluster.runtime.ContainerRuntime;
import dev.daruma.cluster.runtime.move.RuntimeMove;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.verify.Verification;
import dev.daruma.cluster.worker.Workers;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.ScopedPlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a site goes through, from bare hosts to a proven cluster. The order is for the reader; what
 * waits for what is said by milestones, and no host waits for another without need.
 *
 * <p>Before all of it comes {@link dev.daruma.cluster.preflight.Preflight}: whatever would make the
 * rest fail, found before the first change.
 */
public final class Life {
  private Life() {}

  /** What is left to do. */
  public static Plan of(Blueprint blueprint, Facts facts) {
    return of(blueprint, facts, Scope.WHOLE).plan();
  }

  /** What is left to do within a scope, and what of it has to be left out. */
  public static ScopedPlan of(Blueprint blueprint, Facts facts, Scope scope) {
    Site site = blueprint.site();
    Exchange exchange = Exchange.of(site, facts);
    Facts after = exchange.factsAfter();
    List<Act> life = acts(blueprint, exchange, scope);
    if (scope.isWhole()) {
      Plan plan = Plan.of(holding(blueprint, after), life);
      return ScopedPlan.whole(
          Verification.after(plan, site, blueprint.source(), after, blueprint.proven()));
    }
    ScopedPlan scoped = ScopedPlan.of(holding(blueprint, after), life, scope::allows);
    // A part of the site proves nothing about the whole: only asked for by name.
    return scope.rooms().contains(ClusterRoom.VERIFY)
        ? Verification.within(scoped, site, blueprint.source())
        : scoped;
  }

  /** Everything but the verification, done or not. */
  static List<Act> acts(Blueprint blueprint, Exchange exchange, Scope scope) {
    Site site = blueprint.site();
    Source source = blueprint.source();
    Facts facts = exchange.factsAfter();

    List<Act> life = new ArrayList<>();
    life.addAll(HostPreparation.of(site, facts)); //                names, kernel, swap
    life.addAll(KubernetesPackages.of(site, source, facts, scope)); //     packages and images
    life.addAll(ContainerRuntime.of(site, source, facts)); //       containerd or Docker
    life.addAll(
        EndpointWatch.of(site, facts)); //                  the address that outlives any host
    life.addAll(BalancerTrust.of(site, blueprint.authorities(), facts)); // whom they trust
    life.addAll(ControlPlanes.clearing(site, facts)); //            what a cut-off run has left
    life.addAll(ControlPlaneKeys.of(site, blueprint.authorities(), facts)); // certificates
    life.addAll(ControlPlanes.of(site, blueprint.documents(), facts)); //      birth and joins
    life.addAll(Workers.of(site, blueprint.documents(), facts)); //            joins of workers
    life.addAll(KeptOptions.of(site, facts)); //                    options of a living cluster
    life.addAll(EndpointMove.of(site, facts)); //                   from an endpoint to another
    life.addAll(PodNetwork.of(site, facts)); //                     pods reach pods
    life.addAll(RuntimeMove.of(site, facts)); //                    from a runtime to another
    life.addAll(MarkNode.of(site, facts)); //                       labels and taints
    return exchange.with(Turns.of(site, facts, life)); //           who leaves
  }

  /** What the facts say is done, beside what host changes without changes say of themselves. */
  static Set<Milestone> holding(Blueprint blueprint, Facts facts) {
    Site site = blueprint.site();
    Set<Milestone> holding = new HashSet<>();
    holding.addAll(ControlPlanes.holding(site, facts));
    holding.addAll(EndpointMove.holding(site, facts));
    holding.addAll(BalancerTrust.holding(site, facts));
    holding.addAll(ControlPlaneKeys.holding(site, blueprint.authorities(), facts));
    holding.addAll(PodNetwork.holding(site, facts));
    for (Host host : site.built()) {
      if (facts.knows(host.name())) {
        holding.addAll(KubernetesPackages.holding(host, blueprint.source(), facts));
      }
    }
    return holding;
  }
}
