package dev.daruma.cluster.network.manifest;

import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.milestone.Milestones;
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
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Waits until a node's part of the network plugin works, and says what keeps it from that.
 *
 * @param plugin its name, as people write it
 * @param template the settings that its pod has to have; empty for a node that is to join, which
 *     does with those that are there
 */
record AwaitNetwork(
    Site site, Host on, String plugin, PluginObjects objects, Optional<String> template)
    implements Step {
  /** Three images come over the network of the site. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();
  private static final Duration LOOK = Duration.ofSeconds(20);

  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.NETWORK;
  }

  @Override
  public String title() {
    return "wait for pod network";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(
        new Milestones.NodeJoined(host()),
        new Milestones.ApiAnswers(),
        template.isPresent() ? new NetworkApplied() : new NetworkPresent());
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.PodsConnected(host()));
  }

  @Override
  public int changeCount() {
    return 0;
  }

  @Override
  public Stopping stopping() {
    return Stopping.IS_CUT;
  }

  @Override
  public List<String> explanation() {
    return List.of("until the pod of %s on the node is ready".formatted(plugin));
  }

  @Override
  public void run(Work work) {
    Host living = LivingControlPlane.find(work, site);
    Fragment pods = pods(living);
    Fragment failures =
        ask(living, "events", "--sort-by=.lastTimestamp", "involvedObject.kind=Pod,reason=Failed");
    Boolean _ =
        work.until(
            "the pod of %s on %s is ready".formatted(plugin, host()),
            LIMIT,
            () -> {
              Output answer = work.shell(living.name()).run(pods, LOOK);
              if (!answer.succeeded()) {
                return Seen.notYet(answer.said());
              }
              JsonNode listed = read(answer);
              Optional<String> trouble = PodTrouble.of(plugin, listed, template, NOTHING);
              if (trouble.filter(text -> text.contains(PodTrouble.NO_IMAGE)).isPresent()) {
                Output failed = work.shell(living.name()).run(failures, LOOK);
                trouble = PodTrouble.of(plugin, listed, template, read(failed));
              }
              return trouble.map(Seen::<Boolean>notYet).orElseGet(() -> Seen.met(true));
            });
  }

  /** Waits on the API server's side, so that a look costs little, and tells how things stand. */
  private Fragment pods(Host living) {
    String node = "spec.nodeName=" + host();
    return Fragment.of(
        "%s >/dev/null 2>&1; %s",
        LivingControlPlane.kubectl(
            site,
            living,
            List.of(
                "wait",
                "pods",
                "--namespace=" + objects.namespace(),
                "--selector=" + objects.selector(),
                "--field-selector=" + node,
                "--for=condition=Ready",
                "--timeout=5s")),
        ask(living, "pods", "--selector=" + objects.selector(), node));
  }

  private Fragment ask(Host living, String kind, String order, String which) {
    return LivingControlPlane.kubectl(
        site,
        living,
        List.of(
            "get",
            kind,
            "--namespace=" + objects.namespace(),
            order,
            "--field-selector=" + which,
            "--output=json"));
  }

  private static JsonNode read(Output answer) {
    return JsonMapper.shared().readTree(answer.stdout());
  }
}
