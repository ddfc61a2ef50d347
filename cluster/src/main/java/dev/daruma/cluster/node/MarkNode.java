package dev.daruma.cluster.node;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Gives a node the labels and taints of the site file, and takes away those it had by it before.
 */
public record MarkNode(Site site, Host on, List<String> explanation) implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration LOOK = Duration.ofSeconds(40);

  public MarkNode {
    explanation = List.copyOf(explanation);
  }

  /** For every node that differs, and every host that is about to become one. */
  public static List<Act> of(Site site, Facts facts) {
    Map<HostName, ClusterView.Node> nodes =
        ControlPlanes.cluster(site, facts)
            .<Map<HostName, ClusterView.Node>>map(ClusterView::nodes)
            .orElse(Map.of());
    return site.nodes().stream()
        .filter(host -> facts.knows(host.name()))
        .flatMap(
            host ->
                of(
                    site,
                    host,
                    Optional.ofNullable(nodes.get(host.name()))
                        // One that is to join anew will be another node.
                        .filter(
                            node -> facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE))
                    .stream())
        .toList();
  }

  private static Optional<Act> of(Site site, Host host, Optional<ClusterView.Node> node) {
    NodeMarks marks = NodeMarks.of(host, site.kubernetes().release());
    return node.map(marks::difference)
        .map(
            difference ->
                difference.isEmpty()
                    ? Optional.<Act>empty()
                    : Optional.<Act>of(new MarkNode(site, host, difference.lines())))
        .orElseGet(
            () ->
                Optional.of(
                    new MarkNode(site, host, List.of("labels and taints of the site file"))));
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
    return "mark node";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(new Milestones.NodeJoined(host()), new Milestones.ApiAnswers());
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Marked(host()));
  }

  @Override
  public Stopping stopping() {
    return Stopping.IS_CUT;
  }

  @Override
  public void run(Work work) {
    Host living = LivingControlPlane.find(work, site);
    KubernetesApi api = new KubernetesApi(living);
    String path = "/api/v1/nodes/" + host();
    Boolean _ =
        work.until(
            "node " + host() + " has its labels and taints",
            LIMIT,
            () -> {
              Output read = work.shell(living.name()).run(api.get(path), LOOK);
              if (!read.succeeded()) {
                return Seen.notYet(read.said());
              }
              JsonNode node = JsonMapper.shared().readTree(read.stdout());
              MarksDifference difference =
                  NodeMarks.of(on, site.kubernetes().release())
                      .difference(ClusterView.Node.parse(node));
              if (difference.isEmpty()) {
                return Seen.met(true);
              }
              Output patched =
                  work.shell(living.name()).run(api.patch(path, difference.patch(node)), LOOK);
              return patched.succeeded() ? Seen.met(true) : Seen.notYet(patched.said());
            });
  }
}
