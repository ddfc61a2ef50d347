package dev.daruma.cluster.endpoint.move;

import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Stops a HAProxy of daruma's that the site has no use for any more, once nobody calls it. */
record RetireBalancer(Host on, Set<Milestone> needs) implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** Whether one runs that daruma has configured; others' are left alone. */
  static final Probe<Boolean> RUNS =
      Probe.of(
          "load balancer",
          Fragment.script(
              "grep -q '^# Written by daruma' /etc/haproxy/haproxy.cfg 2>/dev/null && systemctl -q is-active haproxy.service"),
          Output::succeeded);

  RetireBalancer {
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
    return "retire load balancer";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.BalancerRetired(host()));
  }

  @Override
  public List<String> explanation() {
    return List.of("HAProxy runs here, and the endpoint's provider has no use for it");
  }

  @Override
  public void run(Work work) {
    work.run(
        host(),
        "stop HAProxy",
        "see systemctl status haproxy on the host, then run apply again",
        Fragment.script("systemctl disable -q --now haproxy.service"),
        LIMIT);
  }
}
