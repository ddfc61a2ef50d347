package dev.daruma.cluster.endpoint.move;

import dev.daruma.cluster.endpoint.EndpointCheck;
import dev.daruma.cluster.endpoint.KeepalivedConf;
import dev.daruma.cluster.endpoint.PresentRouters;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Lets go of the address of a former endpoint, once nobody calls it; where the host is to hold no
 * other, its keepalived stops. The configuration changes last: a run that is cut off is found by
 * it.
 *
 * @param watched whether the host may hold the endpoint's address
 * @param remaining what keepalived goes by from now on; empty when it has nothing left to do
 */
record RetireRouter(Host on, boolean watched, List<Resource> remaining, Set<Milestone> needs)
    implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static final String UNIT_FILE = "/etc/systemd/system/" + EndpointCheck.UNIT;

  private static final Fragment STOP =
      Fragment.script(
          """
          ! systemctl cat keepalived.service >/dev/null 2>&1 ||
            systemctl disable -q --now keepalived.service""");

  private static final Fragment UNWATCH =
      Fragment.of(
          """
          [ -e %s ] || exit 0
          systemctl disable -q --now %s && rm -f %s %s %s && systemctl daemon-reload""",
          UNIT_FILE, EndpointCheck.UNIT, UNIT_FILE, EndpointCheck.PATH, EndpointCheck.PEERS);

  RetireRouter {
    remaining = List.copyOf(remaining);
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
    return "retire virtual address";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.RouterRetired(host()));
  }

  @Override
  public List<String> explanation() {
    return List.of(
        remaining.isEmpty()
            ? "keepalived runs here, and the site has no address for this host to hold"
            : "keepalived holds a former endpoint's address by turns with others");
  }

  @Override
  public void run(Work work) {
    if (remaining.isEmpty()) {
      run(work, "stop keepalived", STOP);
    }
    if (!watched) {
      run(work, "stop the watch over the endpoint", UNWATCH);
    }
    if (remaining.isEmpty()) {
      run(
          work,
          "forget keepalived's configuration",
          Fragment.of("rm -f %s %s", KeepalivedConf.SERVICE_PATH, PresentRouters.PATH));
    } else {
      HostChange.makeNow(work, this, title(), remaining);
    }
  }

  private void run(Work work, String trying, Fragment script) {
    work.run(
        host(),
        trying,
        "see systemctl status keepalived on the host, then run apply again",
        script,
        LIMIT);
  }
}
