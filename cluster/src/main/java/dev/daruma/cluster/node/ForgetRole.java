package dev.daruma.cluster.node;

import dev.daruma.cluster.endpoint.EndpointCheck;
import dev.daruma.cluster.endpoint.KeepalivedConf;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A host that has left the cluster counts as half-done from here on, so that it is cleared and
 * joins as the file says, also when this run is cut off. What kubeadm's own clearing leaves is
 * taken away: the bridge with the old node's addresses, and what holds the endpoint's address where
 * the host is to hold none any more.
 *
 * @param mayHold whether it may hold an address in its new role; it may be about to be set up so
 */
public record ForgetRole(Host on, boolean mayHold, Set<Milestone> needs) implements Step {
  /** What somebody else has configured is left alone. */
  private static final Fragment NO_ENDPOINT =
      Fragment.of(
          """
          if grep -q '^# Written by daruma' /etc/haproxy/haproxy.cfg 2>/dev/null
          then systemctl -q disable --now haproxy.service || exit 1
          fi
          if grep -q '^# Written by daruma' /etc/keepalived/keepalived.conf 2>/dev/null
          then systemctl -q disable --now keepalived.service %s && rm -rf /etc/keepalived %s || exit 1
          fi""",
          EndpointCheck.UNIT, KeepalivedConf.SERVICE_PATH);

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Nothing on the host says any more that it is a node. */
  public record RoleForgotten(HostName host) implements Milestone {
    @Override
    public String title() {
      return host + " has no role";
    }
  }

  public ForgetRole {
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
    return "forget role";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new RoleForgotten(host()));
  }

  @Override
  public List<String> explanation() {
    return List.of(
        mayHold
            ? "the kubelet stops; what kubeadm did is cleared next"
            : "the kubelet stops, and keepalived if it runs; what kubeadm did is cleared next");
  }

  @Override
  public void run(Work work) {
    work.run(
        host(),
        "take the old role off the host",
        "mend what the host complains of, then run apply again",
        Fragment.of(
            """
            systemctl stop kubelet.service
            %s
            rm -rf /var/lib/cni/networks/pods
            [ ! -e /sys/class/net/cni0 ] || ip link delete cni0 || exit 1
            cd %s && touch started && rm -f done && sync started""",
            mayHold ? Fragment.script("") : NO_ENDPOINT, KubeadmRun.FOLDER),
        LIMIT);
  }
}
