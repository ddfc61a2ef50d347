package dev.daruma.cluster.node;

import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.endpoint.Handover;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes work off a living node: the endpoint's address first, then nothing new is scheduled there,
 * then its pods leave through the eviction API, which honours PodDisruptionBudgets. It can be cut
 * off and done again at any moment: the cluster itself knows what is left.
 *
 * @param site whose control planes are asked
 * @param needs what must hold before
 */
public record Drain(Site site, Host on, Rules rules, Set<Milestone> needs) implements Step {
  private static final Duration LOOK = Duration.ofMinutes(2);

  /**
   * How far a drain goes.
   *
   * @param limit how long pods may take to leave
   * @param bareToo whether pods that nothing would bring back may go
   */
  public record Rules(Duration limit, boolean bareToo) {
    public static final Rules USUAL = new Rules(Duration.ofMinutes(5), false);
  }

  public Drain {
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
    return "drain node";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Drained(host()));
  }

  @Override
  public Stopping stopping() {
    return Stopping.ENDS_AT_WAIT;
  }

  @Override
  public List<String> explanation() {
    List<String> lines = new ArrayList<>();
    if (EndpointAddress.candidates(site).contains(on)) {
      lines.add("the endpoint's address moves to another host, if it is here");
    }
    if (on.isNode()) {
      lines.add("nothing new is scheduled here, pods leave as their disruption budgets allow");
    }
    return lines;
  }

  @Override
  public void run(Work work) {
    if (on.isNode()) {
      drain(work, site, on, rules);
    } else {
      Handover.awayFrom(work, site, on);
    }
  }

  /**
   * Drains a living node; for steps that interrupt it afterwards.
   *
   * @throws ProblemException TIMED_OUT with the pods that did not leave and why; COMMAND_FAILED
   *     when there are pods that nothing would bring back and the rules spare them
   */
  public static void drain(Work work, Site site, Host on, Rules rules) {
    Handover.awayFrom(work, site, on);
    evict(work, site, on.name(), rules);
  }

  /** Keeps new pods off a node and lets the others leave, wherever its address is. */
  static void evict(Work work, Site site, HostName node, Rules rules) {
    Host living = LivingControlPlane.find(work, site);
    KubernetesApi api = new KubernetesApi(living);
    String version = site.kubernetes().release().evictionApi();
    schedulable(work, living, node, false);
    PodsOnNode before = pods(work, living, api, node);
    List<PodsOnNode.Pod> bare = before.bare();
    if (!bare.isEmpty() && !rules.bareToo()) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.COMMAND_FAILED,
              node,
              "drain node",
              "nothing would bring back these pods elsewhere: " + names(bare),
              "delete them, or drain with --bare-pods, which does; daruma node undrain "
                  + node
                  + " lets new ones come again"));
    }
    EvictionTurns turns = EvictionTurns.of(before.pods().size());
    Set<PodsOnNode.Pod> refused = new HashSet<>();
    Boolean _ =
        work.until(
            "all pods have left " + node,
            rules.limit(),
            () -> {
              PodsOnNode now = pods(work, living, api, node);
              if (now.pods().isEmpty()) {
                return Seen.met(true);
              }
              List<PodsOnNode.Pod> next = turns.next(now.pods(), refused, now.at());
              Map<PodsOnNode.Pod, String> obstacles = obstacles(work, living, api, version, next);
              refused.clear();
              refused.addAll(obstacles.keySet());
              return Seen.notYet(
                  Stream.concat(
                          Stream.of(names(now.pods()) + " still there"),
                          obstacles.values().stream())
                      .collect(Collectors.joining("; ")));
            });
  }

  /** Asks each to leave, all in one round trip; what holds those that do not. */
  private static Map<PodsOnNode.Pod, String> obstacles(
      Work work, Host living, KubernetesApi api, String version, List<PodsOnNode.Pod> pods) {
    Map<PodsOnNode.Pod, String> obstacles = new LinkedHashMap<>();
    if (pods.isEmpty()) {
      return obstacles;
    }
    List<Eviction> evictions = pods.stream().map(pod -> new Eviction(pod, version)).toList();
    List<Output> answers =
        work.shell(living.name())
            .run(evictions.stream().map(each -> api.post(each.path(), each.json())).toList(), LOOK);
    for (int at = 0; at < answers.size(); at++) {
      PodsOnNode.Pod pod = pods.get(at);
      evictions
          .get(at)
          .obstacle(answers.get(at))
          .ifPresent(obstacle -> obstacles.put(pod, obstacle));
    }
    return obstacles;
  }

  private static PodsOnNode pods(Work work, Host living, KubernetesApi api, HostName node) {
    return PodsOnNode.parse(
        work.run(
                living.name(),
                "list the pods of " + node,
                "see that the API answers, then run it again",
                PodsOnNode.listing(api, node),
                LOOK)
            .stdout());
  }

  static void schedulable(Work work, Host living, HostName node, boolean value) {
    work.run(
        living.name(),
        (value ? "let pods come to " : "keep new pods off ") + node,
        "see that the API answers and that the node is there, then run it again",
        new KubernetesApi(living)
            .patch(
                "/api/v1/nodes/" + node,
                "{\"spec\": {\"unschedulable\": " + (value ? "null" : "true") + "}}"),
        LOOK);
  }

  private static String names(List<PodsOnNode.Pod> pods) {
    return String.join(", ", pods.stream().map(PodsOnNode.Pod::toString).toList());
  }
}
