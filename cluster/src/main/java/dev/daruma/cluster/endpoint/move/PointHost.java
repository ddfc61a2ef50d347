package dev.daruma.cluster.endpoint.move;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Effect;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Restarts;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Lets what runs on a node call the API at the site's endpoint. Pods run on. */
record PointHost(Site site, Host on, List<String> outdated, Set<Milestone> needs) implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  PointHost {
    outdated = List.copyOf(outdated);
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
    return "point host at endpoint";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.PointedAtEndpoint(host()));
  }

  @Override
  public Set<Limit> limits() {
    return on.is(Role.CONTROL_PLANE) ? Set.of(ControlPlanes.RESTARTS) : Set.of();
  }

  @Override
  public List<Effect> effects() {
    return List.of(new Restarts("kubelet.service"));
  }

  @Override
  public List<String> explanation() {
    return List.of(
        outdated.isEmpty()
            ? "a run that was to point the host at the endpoint was cut off"
            : String.join(", ", outdated) + " call the API elsewhere",
        "they will call " + site.kubernetes().endpoint().server(),
        "the kubelet restarts; on a control plane the controller manager and the scheduler, too");
  }

  @Override
  public void run(Work work) {
    new AwaitEndpoint(site, host()).on(work);
    // The marker outlives a run that is cut off: the files would look right, and nobody would have
    // read them.
    work.run(
        host(),
        "point the host at the endpoint",
        "see journalctl -u kubelet on the host, then run apply again",
        Fragment.of(
            """
            mkdir -p /var/lib/daruma && touch %s && sync %s && cd /etc/kubernetes || exit 1
            for file in %s
            do sed -i %s "$file" || exit 1
            done
            systemctl restart kubelet || exit 1
            # By the first 15 characters of their names (proc(5), comm). The kubelet starts them anew.
            for process in kube-controller kube-scheduler
            do pkill -x "$process"
            done
            rm -f %s""",
            HostKubeconfigs.MARKER,
            HostKubeconfigs.MARKER,
            outdated,
            "s|^\\( *server: \\).*|\\1" + site.kubernetes().endpoint().server() + "|",
            HostKubeconfigs.MARKER),
        LIMIT);
    work.until(
        "the kubelet on " + host() + " is well",
        LIMIT,
        () -> {
          var health =
              work.shell(host())
                  .run(
                      Fragment.script("curl -fsS --max-time 3 http://127.0.0.1:10248/healthz"),
                      Duration.ofSeconds(10));
          return health.succeeded() ? Work.Seen.met(true) : Work.Seen.notYet(health.said());
        });
  }
}
