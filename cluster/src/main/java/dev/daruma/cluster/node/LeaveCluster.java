package dev.daruma.cluster.node;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.controlplane.EtcdDeparture;
import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.effect.ClusterEffect;
import dev.daruma.cluster.endpoint.Handover;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes a host out of the cluster: its etcd member first, then its node and what the cluster
 * believes to run there. A host that is dead is never asked. Cut off half way, it is found again by
 * the node or the member that is left, and doing it twice does no harm.
 *
 * @param remaining the site without the host
 */
public record LeaveCluster(Site remaining, Departure departure, Set<Milestone> needs)
    implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  public LeaveCluster {
    needs = Set.copyOf(needs);
  }

  @Override
  public HostName host() {
    return departure.host().name();
  }

  @Override
  public Room room() {
    return ClusterRoom.NODE;
  }

  @Override
  public String title() {
    return "leave cluster";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Left(host()));
  }

  @Override
  public Set<Limit> limits() {
    // kubeadm's list of control planes is changed, too, and a join writes it as a whole.
    return departure.member() || departure.host().is(Role.CONTROL_PLANE)
        ? Set.of(ControlPlanes.MEMBERSHIP)
        : Set.of();
  }

  @Override
  public List<Effect> effects() {
    return departure.member() ? List.of(new ClusterEffect.MemberLeaves(host())) : List.of();
  }

  @Override
  public List<String> explanation() {
    List<String> lines = new ArrayList<>(List.of(departure.reason().text()));
    if (departure.member()) {
      lines.add("its etcd member is taken out first");
    }
    lines.add(
        isKnown()
            ? "its node goes, and what the cluster believes to run there"
            : "the endpoint's address moves to another host, if it is here");
    if (!departure.alive() && departure.reason() != Departure.Reason.BLANK) {
      lines.add("the host does not answer and is not touched: do not let it come back as it is");
    }
    return lines;
  }

  /** A load-balancer is none of the cluster's. */
  private boolean isKnown() {
    return departure.node() || departure.member();
  }

  @Override
  public void run(Work work) {
    Host living = LivingControlPlane.find(work, remaining);
    if (departure.alive()) {
      Handover.awayFrom(work, remaining.with(departure.host()), departure.host());
    }
    if (!isKnown()) {
      return;
    }
    if (departure.member()) {
      EtcdDeparture.remove(work, remaining, living, departure.host());
      // etcd may have changed its leader, and the API server that was asked may not be ready.
      living = LivingControlPlane.find(work, remaining);
    }
    KubernetesApi api = new KubernetesApi(living);
    forgetControlPlane(work, living, api);
    run(work, living, "delete node " + host(), api.deleteIfThere("/api/v1/nodes/" + host()));
    Output listed =
        run(work, living, "list the pods of " + host(), api.get(PodsOnNode.path(host())));
    for (String pod : PodsOnNode.paths(listed.stdout())) {
      run(work, living, "delete what ran on " + host(), api.deleteIfThere(pod));
    }
  }

  private void forgetControlPlane(Work work, Host living, KubernetesApi api) {
    JsonNode data =
        JsonMapper.shared()
            .readTree(
                run(work, living, "read kubeadm's list", api.get(ClusterStatus.PATH)).stdout())
            .path("data");
    String status = data.path("ClusterStatus").asString("");
    String without = ClusterStatus.without(status, host());
    if (!status.isEmpty() && !without.strip().equals(status.strip())) {
      String patch =
          JsonMapper.shared().writeValueAsString(Map.of("data", Map.of("ClusterStatus", without)));
      run(work, living, "take it off kubeadm's list", api.patch(ClusterStatus.PATH, patch));
    }
  }

  private static Output run(
      Work work, Host living, String trying, dev.daruma.engine.shell.Fragment fragment) {
    return work.run(
        living.name(), trying, "see that the API answers, then run it again", fragment, LIMIT);
  }
}
