package dev.daruma.cluster.node;

import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.facts.ClusterView;
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
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * The new node is ready: what can be said where other hosts are away and nothing whole is proven.
 */
public record AwaitNode(Site site, Host on) implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofSeconds(40);

  /** The node is ready. */
  public record NodeReady(HostName host) implements Milestone {
    @Override
    public String title() {
      return host + " is ready";
    }
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
    return "wait for node";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(new Milestones.PodsConnected(host()), new Milestones.ApiAnswers());
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new NodeReady(host()));
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
    return List.of("until the cluster says that it is ready");
  }

  @Override
  public void run(Work work) {
    Host living = LivingControlPlane.find(work, site);
    Boolean _ =
        work.until(
            "node " + host() + " is ready",
            LIMIT,
            () -> {
              Output read =
                  work.shell(living.name())
                      .run(new KubernetesApi(living).get("/api/v1/nodes/" + host()), LOOK);
              return read.succeeded()
                      && ClusterView.Node.parse(JsonMapper.shared().readTree(read.stdout())).ready()
                  ? Seen.met(true)
                  : Seen.notYet(read.succeeded() ? "it is not ready yet" : read.said());
            });
  }
}
