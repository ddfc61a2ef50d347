package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.controlplane.kubeadm.BootstrapToken;
import dev.daruma.cluster.controlplane.kubeadm.ClusterSettings;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmWriter;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings.Effect;
import dev.daruma.cluster.controlplane.kubeadm.NodeSettings.Taint;
import dev.daruma.cluster.packages.Archive;
import dev.daruma.cluster.packages.HostBundle;
import dev.daruma.cluster.packages.Source;
import dev.daruma.cluster.release.Release;
import dev.daruma.cluster.runtime.RuntimeSocket;
import dev.daruma.cluster.site.Certificates;
import dev.daruma.cluster.site.Certificates.KeyAlgorithm;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What kubeadm is told, out of the site and its source of images. The texts hold tokens: secrets.
 */
public record KubeadmDocuments(Site site, Source source, SecureRandom random) {
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

  private KubeadmWriter writer() {
    return KubeadmWriter.of(release().kubeadmApi());
  }

  private Release release() {
    return site.kubernetes().release();
  }

  private String endpoint() {
    return site.kubernetes().endpoint().hostAndPort();
  }

  private ClusterSettings cluster() {
    RecoverySettings recovery = new RecoverySettings(site.recovery());
    return new ClusterSettings(
        "v" + site.kubernetes().version(),
        endpoint(),
        images(),
        site.kubernetes().podCidr().toString(),
        site.kubernetes().serviceCidr().toString(),
        site.kubernetes().clusterDomain(),
        ClusterSettings.CgroupDriver.SYSTEMD,
        signing(site.kubernetes().certificates()),
        recovery.heartbeat(),
        new ClusterSettings.Arguments(
            recovery.apiServer(), recovery.controllerManager(), new TreeMap<>(), new TreeMap<>()));
  }

  private ClusterSettings.Images images() {
    return switch (source) {
      case HostBundle bundle ->
          new ClusterSettings.Images(
              Optional.of(bundle.manifest().imageRepository()),
              Optional.of(tag(bundle, "coredns")),
              Optional.of(tag(bundle, "etcd")));
      // It knows better which tags belong to its own patch.
      case Archive archive ->
          new ClusterSettings.Images(archive.images(), Optional.empty(), Optional.empty());
    };
  }

  private static ClusterSettings.Signing signing(Certificates certificates) {
    return new ClusterSettings.Signing(
        algorithm(certificates.algorithm()),
        certificates.lifetime(),
        certificates.authorityLifetime());
  }

  /** Of the keys within kubeconfigs. kubeadm 1.31 knows no P-384. */
  private static String algorithm(KeyAlgorithm algorithm) {
    return switch (algorithm) {
      case RSA_2048, RSA_3072, RSA_4096, ECDSA_P256 -> algorithm.toString();
      case ECDSA_P384 -> KeyAlgorithm.ECDSA_P256.toString();
    };
  }

  private static String tag(HostBundle bundle, String image) {
    String reference = bundle.reference(image);
    return reference.substring(reference.lastIndexOf(':') + 1);
  }

  private NodeSettings node(Host host) {
    List<Taint> taints = new ArrayList<>();
    if (host.is(Role.CONTROL_PLANE) && !host.is(Role.WORKER)) {
      release()
          .controlPlaneTaints()
          .forEach(key -> taints.add(new Taint(key, "", Effect.NO_SCHEDULE)));
    }
    host.taints()
        .forEach(
            taint -> taints.add(new Taint(taint.key(), taint.value(), effect(taint.effect()))));
    return new NodeSettings(
        host.name(),
        host.address(),
        RuntimeSocket.of(host.runtime().kind(), release()),
        taints,
        host.labels(),
        START_LIMIT);
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
