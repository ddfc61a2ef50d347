package dev.daruma.app.drill;

import dev.daruma.cluster.drill.HostCondition;
import dev.daruma.cluster.drill.NodeSeen;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Work.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Whether all is as it should be, and as it was before. */
record WholeSite(Site site, HostLooks hosts, Workload workload, Probes probes, Waits waits) {
  static final Duration STEADY = Duration.ofSeconds(2);

  /**
   * More than the longest time for which a kubelet leaves alone what has died again and again: five
   * minutes (kubelet, MaxContainerBackOff), forgotten when it starts anew.
   */
  private static final Duration LIMIT = Duration.ofMinutes(6);

  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(1);
  private static final Duration PAUSE = Duration.ofSeconds(3);

  /** How the site was before something was done to it. */
  record Before(Map<HostName, HostCondition> hosts, Map<HostName, NodeSeen> nodes) {
    static final Before UNKNOWN = new Before(Map.of(), Map.of());

    private List<HostName> unseen(Site site) {
      return site.nodes().stream()
          .map(Host::name)
          .filter(name -> !hosts.containsKey(name) || !nodes.containsKey(name))
          .toList();
    }
  }

  /** How it is; of a host that is left out, nobody could tell afterwards that it has restarted. */
  Before now() {
    return waits.until(
        "every host and the API tell how they are",
        ANSWER_LIMIT,
        PAUSE,
        () -> {
          Before seen = new Before(hosts.at(site.nodes()), nodes());
          List<HostName> unseen = seen.unseen(site);
          return unseen.isEmpty() ? Seen.met(seen) : Seen.notYet("nothing of " + unseen);
        });
  }

  private Map<HostName, NodeSeen> nodes() {
    return workload.nodes().map(NodeSeen::in).orElse(Map.of());
  }

  /**
   * Waits until every host is well, every node Ready, the address on one host, the drill's own pods
   * run, and the probers have had every answer for two seconds.
   *
   * @param restarted hosts that must have booted anew, and their kubelets must have said so
   */
  void await(Before before, Set<HostName> restarted) {
    List<Host> pending = new ArrayList<>(site.nodes());
    Map<HostName, HostCondition> seen = new TreeMap<>();
    waits.until(
        "the site is whole again",
        LIMIT,
        PAUSE,
        () -> {
          seen.putAll(hosts.at(pending));
          List<String> obstacles = new ArrayList<>();
          for (Host host : List.copyOf(pending)) {
            Optional<String> obstacle = obstacle(host, seen, before, restarted);
            obstacle.ifPresentOrElse(
                cause -> obstacles.add(host.name() + ": " + cause), () -> pending.remove(host));
          }
          return obstacles.isEmpty() ? rest(before, restarted) : Seen.notYet(obstacles.toString());
        });
  }

  private static Optional<String> obstacle(
      Host host, Map<HostName, HostCondition> seen, Before before, Set<HostName> restarted) {
    HostCondition condition = seen.get(host.name());
    if (condition == null) {
      return Optional.of("it does not answer");
    }
    HostCondition then = before.hosts().get(host.name());
    if (restarted.contains(host.name()) && then != null && then.boot().equals(condition.boot())) {
      return Optional.of("it has not booted anew yet");
    }
    return condition.obstacle();
  }

  /** What is asked only when each host is well. */
  private Seen<Boolean> rest(Before before, Set<HostName> restarted) {
    Map<HostName, NodeSeen> nodes = nodes();
    List<HostName> notReady =
        site.nodes().stream()
            .map(Host::name)
            .filter(
                name -> {
                  NodeSeen node = nodes.get(name);
                  NodeSeen then = before.nodes().get(name);
                  return node == null
                      || !node.ready()
                      || (restarted.contains(name)
                          && then != null
                          && then.heartbeat().equals(node.heartbeat()));
                })
            .toList();
    if (!notReady.isEmpty()) {
      return Seen.notYet("not Ready: " + notReady);
    }
    if (workload.runs() instanceof Seen.NotYet<Boolean>(String seen)) {
      return Seen.notYet(seen);
    }
    List<String> unsteady = probes.unsteady(STEADY);
    if (!unsteady.isEmpty()) {
      return Seen.notYet("looks of the last two seconds: " + String.join(", ", unsteady));
    }
    // Once more, now that all else is well: what was well at first may have failed since.
    Map<HostName, HostCondition> last = hosts.at(site.controlPlanes());
    List<HostName> holders =
        last.values().stream()
            .filter(HostCondition::holdsAddress)
            .map(HostCondition::host)
            .toList();
    List<HostName> unwell =
        site.controlPlanes().stream()
            .map(Host::name)
            .filter(name -> !last.containsKey(name) || last.get(name).obstacle().isPresent())
            .toList();
    if (!unwell.isEmpty()) {
      return Seen.notYet("not well: " + unwell);
    }
    return holders.size() == 1
        ? Seen.met(true)
        : Seen.notYet("the endpoint's address is on " + holders);
  }
}
