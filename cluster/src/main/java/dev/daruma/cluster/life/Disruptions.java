package dev.daruma.cluster.life;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.effect.ClusterEffect;
import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.endpoint.EndpointCheck;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.runtime.OrderlyShutdown;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.Estimate;
import dev.daruma.engine.plan.Estimate.Span;
import dev.daruma.engine.plan.Restarts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a plan disrupts, in the order in which it is expected to happen: restarts, etcd's quorum,
 * the endpoint's address. Pure.
 *
 * @param all one after the other
 * @param members etcd's members before and after, as far as they are known
 * @param etcd whether its membership changes
 * @param endpoint whether the endpoint's address may move, or be away for a moment
 */
public record Disruptions(List<Disruption> all, Members members, boolean etcd, boolean endpoint) {
  private static final Set<String> MOVES_THE_ENDPOINT =
      Set.of("keepalived.service", EndpointCheck.UNIT);

  /** How many members etcd has. */
  public record Members(int before, int after) {}

  private record Restart(Duration at, String what) {}

  public Disruptions {
    all = List.copyOf(all);
  }

  public static Disruptions of(Site site, Facts facts, Estimate estimate) {
    Telling telling = new Telling(site, restarts(estimate), members(site, facts));
    int before = telling.members;
    estimate
        .schedule()
        .forEach(span -> span.act().effects().forEach(effect -> telling.tell(span, effect)));
    return new Disruptions(
        telling.all, new Members(before, telling.members), telling.etcd, telling.endpoint);
  }

  /** What has been told so far, and how many members etcd has by then. */
  private static final class Telling {
    private final Site site;
    private final Map<Restart, Set<HostName>> restarts;
    private final List<Disruption> all = new ArrayList<>();
    private final Set<Restart> told = new HashSet<>();
    private int members;
    private boolean etcd;
    private boolean endpoint;

    Telling(Site site, Map<Restart, Set<HostName>> restarts, int members) {
      this.site = site;
      this.restarts = restarts;
      this.members = members;
    }

    void tell(Span span, Effect effect) {
      switch (effect) {
        case Restarts(String what) -> tell(new Restart(span.begin(), what));
        case ClusterEffect known -> tell(span, known);
        default -> add(span.begin(), effect, "others may notice");
      }
    }

    private void tell(Restart restart) {
      if (told.add(restart)) {
        all.add(restart(site, restart, restarts.getOrDefault(restart, Set.of())));
        endpoint |= MOVES_THE_ENDPOINT.contains(restart.what());
      }
    }

    private void tell(Span span, ClusterEffect effect) {
      switch (effect) {
        case ClusterEffect.EtcdJoins _ -> {
          add(span.begin(), effect, Quorum.grown(members));
          members++;
          etcd = true;
        }
        case ClusterEffect.EtcdLeaves _ -> {
          add(span.begin(), effect, Quorum.of(members));
          etcd = true;
        }
        case ClusterEffect.MemberLeaves _ -> {
          members--;
          add(span.begin(), effect, Quorum.of(members));
          etcd = true;
        }
        case ClusterEffect.EndpointAppears _ -> {
          add(span.begin(), effect, "nobody has had it before");
          endpoint = true;
        }
        case ClusterEffect.OthersRenewWatches renew -> {
          if (members == 2) {
            add(span.end(), effect, "the endpoint's address may move to " + renew.host());
            endpoint = true;
          }
        }
      }
    }

    private void add(Duration at, Effect effect, String meaning) {
      all.add(new Disruption(at, effect.title(), meaning));
    }
  }

  /** The same thing at the same moment on several hosts is one disruption. */
  private static Map<Restart, Set<HostName>> restarts(Estimate estimate) {
    Map<Restart, Set<HostName>> hosts = new LinkedHashMap<>();
    for (Span span : estimate.schedule()) {
      for (Effect effect : span.act().effects()) {
        if (effect instanceof Restarts(String what)) {
          hosts
              .computeIfAbsent(new Restart(span.begin(), what), key -> new TreeSet<>())
              .add(span.act().host());
        }
      }
    }
    return hosts;
  }

  private static Disruption restart(Site site, Restart restart, Set<HostName> hosts) {
    String names = String.join(", ", hosts.stream().map(HostName::value).toList());
    return new Disruption(
        restart.at(),
        restart.what() + " restarts on " + names,
        switch (restart.what()) {
          case "containerd.service", "docker.service" ->
              "containers go on; none starts there until it is back";
          case "keepalived.service", EndpointCheck.UNIT -> endpoint(site, hosts);
          case "bird.service" -> "routes stay in the kernel until it is back";
          case "daruma-pod-masquerade.service" ->
              "pods there reach the world again when its rules are back";
          case OrderlyShutdown.UNIT -> "nothing: it acts when the host shuts down";
          default -> "what it serves is away until it is back";
        });
  }

  private static String endpoint(Site site, Set<HostName> hosts) {
    String address = site.kubernetes().endpoint().host();
    boolean all =
        EndpointAddress.candidates(site).stream().map(Host::name).allMatch(hosts::contains);
    return all
        ? "on all hosts that may hold it at once: "
            + address
            + " is away until one of them takes it"
        : address + " moves to another host if it is there";
  }

  /** As a control plane that answers knows them; else by what the hosts say of themselves. */
  private static int members(Site site, Facts facts) {
    Optional<ClusterView> view = ControlPlanes.cluster(site, facts);
    return (int)
        site.controlPlanes().stream()
            .filter(
                host ->
                    view.map(seen -> seen.nodes().containsKey(host.name()))
                        .orElseGet(
                            () ->
                                facts.knows(host.name())
                                    && facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE))
            .count();
  }
}
