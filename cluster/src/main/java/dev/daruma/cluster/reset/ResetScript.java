package dev.daruma.cluster.reset;

import dev.daruma.cluster.runtime.RuntimeSocket;
import dev.daruma.engine.shell.Fragment;
import java.util.List;

/** What is run on a host to make it bare again; the other rooms' places are listed here. */
final class ResetScript {
  /**
   * First what would start things again, then kubeadm's own undoing while containers can be had.
   */
  private static final Fragment STOP =
      Fragment.of(
          """
          # From here on the host counts as half-done, so that a reset that is cut off can be followed by an apply.
          ! cd /var/lib/daruma/kubeadm 2>/dev/null || { touch started && rm -f done; cd /; }
          systemctl stop daruma-kubeadm.service kubelet.service keepalived.service haproxy.service 2>/dev/null
          if command -v kubeadm >/dev/null
          then
            mkdir -p /var/log/daruma
            %s
            kubeadm reset --force --cri-socket "$socket" >>/var/log/daruma/kubeadm.log 2>&1
          fi
          systemctl disable --now daruma-endpoint-watch.service daruma-pod-masquerade.service daruma-shutdown.service bird.service docker.service docker.socket containerd.service 2>/dev/null
          # containerd, and so Docker, leaves its containers running when it stops.
          pkill -KILL -f '^[^ ]*containerd-shim' 2>/dev/null
          for pods in /sys/fs/cgroup/kubepods* /sys/fs/cgroup/*/kubepods*
          do
            [ -d "$pods" ] || continue
            find "$pods" -name cgroup.procs -exec cat {} + | sort -u | xargs -r kill -KILL 2>/dev/null
          done
          true""",
          RuntimeSocket.present());

  /** Mounts and network devices of pods that are gone. */
  private static final Fragment DETACH =
      Fragment.script(
          """
          awk '$2 ~ "^/(var/lib/kubelet|run/containerd|var/lib/containerd|run/docker|var/lib/docker|run/netns)/" {print $2}' /proc/mounts | sort -r |
          while read -r place
          do umount "$place" 2>/dev/null || umount -l "$place"
          done
          rm -f /run/netns/cni-*
          # BIRD leaves its routes to the kernel when it stops.
          ip route flush proto bird 2>/dev/null
          # Felix does, too; its number is Calico's default, and it leaves black holes.
          ip route flush proto 80 2>/dev/null
          ip route flush type blackhole proto 80 2>/dev/null
          for link in cni0 docker0 kube-ipvs0 kube-bridge vxlan.calico flannel.1 cilium_vxlan cilium_host cilium_net
          do ip link delete "$link" 2>/dev/null
          done
          for table in iptables ip6tables
          do
            command -v "$table-save" >/dev/null || continue
            "$table-save" 2>/dev/null | grep -v -e KUBE- -e DARUMA-PODS -e DOCKER -e docker0 -e 'cali[-:]' -e FLANNEL -e CILIUM | "$table-restore" 2>/dev/null
          done
          true""");

  /** Only packages that daruma brings for the cluster's sake; tools such as curl may be others'. */
  private static final Fragment PACKAGES =
      Fragment.script(
          """
          set -- $(dpkg-query -W -f '${db:Status-Status} ${Package}\\n' kubeadm kubelet kubectl cri-tools docker.io containerd runc keepalived haproxy bird2 kubernetes-cni 2>/dev/null | awk '$1 != "not-installed" {print $2}')
          [ $# -eq 0 ] || {
            apt-mark -q unhold "$@" >/dev/null
            dpkg --configure -a
            DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=20 -o Dir::Etc::SourceList=/dev/null -o Dir::Etc::SourceParts=/dev/null --allow-change-held-packages purge "$@"
          }""");

  /** Some folders are mounts of their own, so that they are emptied and not removed. */
  private static final Fragment FILES =
      Fragment.script(
          """
          for folder in /var/lib/etcd /var/lib/calico /var/lib/kubelet /var/lib/containerd /var/lib/docker /var/lib/daruma /etc/kubernetes /etc/cni/net.d /etc/containerd /var/log/pods /var/log/containers
          do [ ! -d "$folder" ] || find "$folder" -mindepth 1 -delete || exit 1
          done
          rm -rf /etc/kubernetes /etc/cni /etc/containerd /etc/docker /etc/keepalived /etc/haproxy /etc/bird /run/daruma /usr/local/libexec/daruma
          rm -f /etc/apt/sources.list.d/daruma.list /etc/crictl.yaml /etc/modules-load.d/daruma.conf /etc/sysctl.d/90-daruma.conf /etc/systemd/system/daruma-*.service
          rm -rf /etc/systemd/system/keepalived.service.d /etc/systemd/system/cri-containerd-.scope.d /etc/systemd/system/docker-.scope.d
          systemctl daemon-reload
          systemctl reset-failed 2>/dev/null
          true""");

  static final Fragment WHOLE = Fragment.all(List.of(STOP, DETACH, PACKAGES, FILES));

  private ResetScript() {}
}
