package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.controlplane.kubeadm.BootstrapToken;
import dev.daruma.cluster.controlplane.kubeadm.ClusterSettings;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmWriter;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings.Effect;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings.Taint;
import dev.daruma.cluster.controlplane.kubeadm.V1Beta2;
import dev.daruma.cluster.packages.HostBundle;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What kubeadm is told, out of the site and the bundle. The texts hold tokens: secrets. */
public record KubeadmDocuments(Site site, HostBundle bundle, SecureRandom random) {
  private static final String CONTAINERD = "/run/containerd/containerd.sock";
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(15);

  /** A board with a slow card needs minutes for its first API server; kubeadm's own limit. */
  private static final Duration START_LIMIT = Duration.ofMinutes(4);

  String init(Host host) {
    return writer()
        .write(
            new KubeadmConfiguration.FirstControlPlane(
                cluster(), node(host), BootstrapToken.create(random, TOKEN_LIFETIME)));
  }

  String joinControlPlane(Host host, BootstrapDiscovery discovery) {
    return writer()
        .write(new KubeadmConfiguration.ControlPlaneJoin(node(host), discovery.toward(endpoint())));
  }

  public String joinWorker(Host host, BootstrapDiscovery discovery) {
    return writer()
        .write(new KubeadmConfiguration.WorkerJoin(node(host), discovery.toward(endpoint())));
  }

  private static KubeadmWriter writer() {
    return new V1Beta2();
  }

  private String endpoint() {
    return site.kubernetes().endpoint().hostAndPort();
  }

  private ClusterSettings cluster() {
    RecoverySettings recovery = new RecoverySettings(site.recovery());
    return new ClusterSettings(
        "v" + site.kubernetes().version(),
        endpoint(),
        new ClusterSettings.Images(
            Optional.of(bundle.manifest().imageRepository()),
            Optional.of(tag("coredns")),
            Optional.of(tag("etcd"))),
        site.kubernetes().podCidr().toString(),
        site.kubernetes().serviceCidr().toString(),
        site.kubernetes().clusterDomain(),
        ClusterSettings.CgroupDriver.SYSTEMD,
        START_LIMIT,
        recovery.heartbeat(),
        new ClusterSettings.Arguments(
            recovery.apiServer(), recovery.controllerManager(), new TreeMap<>(), new TreeMap<>()));
  }

  private String tag(String image) {
    String reference = bundle.reference(image);
    return reference.substring(reference.lastIndexOf(':') + 1);
  }

  private NodeSettings node(Host host) {
    List<Taint> taints = new ArrayList<>();
    if (host.is(Role.CONTROL_PLANE) && !host.is(Role.WORKER)) {
      taints.add(Taint.MASTER);
    }
    host.taints()
        .forEach(
            taint -> taints.add(new Taint(taint.key(), taint.value(), effect(taint.effect()))));
    return new NodeSettings(host.name(), host.address(), CONTAINERD, taints, host.labels());
  }

  private static Effect effect(String name) {
    return switch (name) {
      case "NoSchedule" -> Effect.NO_SCHEDULE;
      case "PreferNoSchedule" -> Effect.PREFER_NO_SCHEDULE;
      case "NoExecute" -> Effect.NO_EXECUTE;
      default -> throw new IllegalArgumentException("no taint effect: " + name);
    };
  }
}
