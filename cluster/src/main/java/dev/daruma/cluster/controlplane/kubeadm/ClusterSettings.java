package dev.daruma.cluster.controlplane.kubeadm;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is true of the whole cluster; kubeadm keeps it in the cluster, joins need not repeat it.
 *
 * @param version such as {@code v1.20.2}
 * @param endpoint {@code HOST:PORT} of the API that outlives any host
 * @param signing what kubeadm's own certificates are like, those within the kubeconfigs
 */
public record ClusterSettings(
    String version,
    String endpoint,
    Images images,
    String podSubnet,
    String serviceSubnet,
    String clusterDomain,
    CgroupDriver cgroupDriver,
    Signing signing,
    Heartbeat heartbeat,
    Arguments arguments) {

  /** Where images come from; empty is kubeadm's own choice for the version. */
  public record Images(
      Optional<String> repository, Optional<String> dnsTag, Optional<String> etcdTag) {
    public static final Images OF_KUBEADM =
        new Images(Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * What certificates are like that kubeadm makes; it knows how to be told from v1beta4 on.
   *
   * @param algorithm {@code RSA-2048} or {@code ECDSA-P256}
   */
  public record Signing(String algorithm, Duration lifetime, Duration authorityLifetime) {}

  /**
   * Signs of life of every kubelet; whole seconds.
   *
   * @param update from one to the next
   * @param report from one full status in which nothing has changed to the next
   */
  public record Heartbeat(Duration update, Duration report) {
    /** A kubelet renews its lease when a quarter of it has passed. Source: pkg/kubelet, 1.20. */
    private static final int RENEWALS = 4;

    /** The node's lease that makes it so; seconds. */
    public int lease() {
      return Math.toIntExact(update.toSeconds() * RENEWALS);
    }
  }

  /** Who manages cgroups; the container runtime has to have the same. */
  public enum CgroupDriver {
    SYSTEMD,
    CGROUPFS
  }

  /**
   * Command line arguments beyond kubeadm's own, without the leading dashes.
   *
   * <p>{@code anonymous-auth} must stay on at the apiserver: kubeadm's probes and keepalived's
   * check ask {@code /livez} and {@code /readyz} without credentials.
   */
  public record Arguments(
      SortedMap<String, String> apiServer,
      SortedMap<String, String> controllerManager,
      SortedMap<String, String> scheduler,
      SortedMap<String, String> etcd) {
    public static final Arguments NONE =
        new Arguments(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
  }
}
