package dev.daruma.cluster.node;

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
 * taken away: keepalived, which only control planes have, and the bridge with the old node's
 * addresses.
 */
public record ForgetRole(Host on, Set<Milestone> needs) implements Step {
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
    return List.of("the kubelet and keepalived stop; what kubeadm did is cleared next");
  }

  @Override
  public void run(Work work) {
    work.run(
        host(),
        "take the old role off the host",
        "mend what the host complains of, then run apply again",
        Fragment.of(
            """
            cd %s && touch started && rm -f done && sync started || exit 1
            systemctl stop kubelet.service
            if [ -e /etc/keepalived/keepalived.conf ]
            then systemctl disable --now keepalived.service && rm -rf /etc/keepalived || exit 1
            fi
            rm -rf /var/lib/cni/networks/pods
            [ ! -e /sys/class/net/cni0 ] || ip link delete cni0""",
            KubeadmRun.FOLDER),
        LIMIT);
  }
}
