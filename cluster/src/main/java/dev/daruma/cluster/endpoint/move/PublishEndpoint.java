package dev.daruma.cluster.endpoint.move;

import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Tells the cluster itself where its API is called from now on. */
record PublishEndpoint(Site site, Host on, Set<String> before, Set<Milestone> needs)
    implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(4);

  PublishEndpoint {
    before = Set.copyOf(before);
    needs = Set.copyOf(needs);
  }

  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.ENDPOINT;
  }

  @Override
  public String title() {
    return "publish endpoint";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.EndpointPublished());
  }

  @Override
  public List<String> explanation() {
    return List.of(
        "the cluster tells others to call its API at "
            + String.join(" and ", before.stream().sorted().toList())
            + ", not at "
            + site.kubernetes().endpoint().hostAndPort(),
        "cluster-info, kubeadm-config and kube-proxy's configuration change; kube-proxy restarts, node by node");
  }

  @Override
  public void run(Work work) {
    Host living = LivingControlPlane.find(work, site);
    new AwaitEndpoint(site, living.name()).on(work);
    for (String document : PublishedEndpoint.DOCUMENTS) {
      work.run(
          living.name(),
          "change " + document,
          "see that the API answers, then run apply again",
          rewrite(living, document.split("/", 2)),
          LIMIT);
    }
    work.run(
        living.name(),
        "restart kube-proxy",
        "see kubectl -n kube-system describe daemonset kube-proxy, then run apply again",
        Fragment.of(
            "%s && %s",
            kubectl(living, List.of("rollout", "restart", "daemonset/kube-proxy")),
            kubectl(
                living, List.of("rollout", "status", "daemonset/kube-proxy", "--timeout", "180s"))),
        LIMIT);
  }

  private Fragment rewrite(Host living, String... document) {
    return Fragment.of(
        """
        document=$(%s) &&
        printf '%%s\\n' "$document" |
        sed -e %s -e %s |
        %s""",
        LivingControlPlane.kubectl(
            site,
            living,
            List.of("-n", document[0], "get", "configmap", document[1], "-o", "yaml")),
        "s#server: https://[^\\\\\" ]*#server: " + site.kubernetes().endpoint().server() + "#",
        "s#controlPlaneEndpoint: [^\\\\\" ]*#controlPlaneEndpoint: "
            + site.kubernetes().endpoint().hostAndPort()
            + "#",
        LivingControlPlane.kubectl(site, living, List.of("replace", "-f", "-")));
  }

  private Fragment kubectl(Host living, List<String> arguments) {
    return Fragment.of(
        "%s %s", LivingControlPlane.kubectl(site, living, List.of("-n", "kube-system")), arguments);
  }
}
