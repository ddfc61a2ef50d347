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
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
    List<PodsOnNode.Pod> bare = pods(work, living, api, node).bare();
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
    Boolean _ =
        work.until(
            "all pods have left " + node,
            rules.limit(),
            () -> {
              List<PodsOnNode.Pod> left = pods(work, living, api, node).pods();
              return left.isEmpty()
                  ? Seen.met(true)
                  : Seen.notYet(asked(work, living, api, version, left));
            });
  }

  /** Asks each to leave, all in one round trip, and says what holds them. */
  private static String asked(
      Work work, Host living, KubernetesApi api, String version, List<PodsOnNode.Pod> left) {
    List<Eviction> evictions = left.stream().map(pod -> new Eviction(pod, version)).toList();
    List<Output> answers =
        work.shell(living.name())
            .run(evictions.stream().map(each -> api.post(each.path(), each.json())).toList(), LOOK);
    StringBuilder seen = new StringBuilder(names(left) + " still there");
    for (int at = 0; at < answers.size(); at++) {
      Optional<String> obstacle = evictions.get(at).obstacle(answers.get(at));
      obstacle.ifPresent(text -> seen.append("; ").append(text));
    }
    return seen.toString();
  }

  private static PodsOnNode pods(Work work, Host living, KubernetesApi api, HostName node) {
    return PodsOnNode.parse(
        work.run(
                living.name(),
                "list the pods of " + node,
                "see that the API answers, then run it again",
                api.get(PodsOnNode.path(node)),
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
