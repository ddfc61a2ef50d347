package dev.daruma.cluster.network;

import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Connects the pods of a new node, once the cluster has given it a range of addresses. */
record ConnectPods(Site site, Host on) implements Step {
  private static final Duration LOOK = Duration.ofSeconds(15);

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
    return "connect pods";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(
        new Milestones.NodeJoined(host()),
        new Milestones.PackagesInstalled(host()),
        new Milestones.ApiAnswers());
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.PodsConnected(host()));
  }

  @Override
  public Stopping stopping() {
    return Stopping.ENDS_AT_WAIT;
  }

  @Override
  public List<String> explanation() {
    List<String> routers =
        site.kubernetes().network().peers().stream()
            .map(router -> router.address().getHostAddress())
            .toList();
    return List.of(
        "bridge, routes by BIRD to the other nodes, masquerading to the outside"
            + (routers.isEmpty()
                ? ""
                : "; the ways to pods and services told to " + String.join(", ", routers)),
        "the pods' addresses are given out by the cluster when the node has joined");
  }

  @Override
  public void run(Work work) {
    Host living = LivingControlPlane.find(work, site);
    Fragment ask =
        LivingControlPlane.kubectl(
            site, living, List.of("get", "node", host().value(), "-o", "jsonpath={.spec.podCIDR}"));
    String podCidr =
        work.until(
            "the cluster has given " + host() + " a range of pod addresses",
            Duration.ofMinutes(1),
            () -> {
              var answer = work.shell(living.name()).run(ask, LOOK);
              return answer.succeeded() && !answer.stdout().isBlank()
                  ? Seen.met(answer.stdout().strip())
                  : Seen.notYet(answer.said().isEmpty() ? "none given yet" : answer.said());
            });
    HostChange.makeNow(work, this, title(), PodNetwork.resources(site, on, podCidr));
  }
}
