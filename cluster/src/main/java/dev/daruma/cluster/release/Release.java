package dev.daruma.cluster.release;

import java.util.List;

/**
 * A minor release of Kubernetes, and in what it differs from others as far as a site's life depends
 * on it. Where a difference has an edge, the method says at which release it lies, and who says so.
 *
 * @param minor of major 1
 * @param kubeadmApi what daruma writes for its kubeadm: the newest version that it reads. Source:
 *     kubeadm, apis/kubeadm/v1beta4/doc.go; v1beta3 came with 1.22, v1beta4 with 1.31
 * @param images what the kubeadm of its first patch starts by itself
 * @param source of the images
 */
public record Release(int minor, KubeadmApi kubeadmApi, Images images, String source) {

  /**
   * Tags of the images that do not have Kubernetes' own version. A later patch may have a later
   * etcd.
   */
  public record Images(String etcd, String coreDns, String pause) {}

  /** What its kubelet does on a host with version 1 of cgroups. */
  public enum CgroupV1 {
    SUPPORTED("supported"),
    MAINTAINED("repairs only"),
    /** Unless it is told not to mind, and kubeadm, too. */
    REFUSED("refused");

    private final String text;

    CgroupV1(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Such as {@code 1.20}. */
  public String name() {
    return "1." + minor;
  }

  /**
   * Keys of the taints that keep workloads off a control plane, all with the effect NoSchedule.
   * Source: KEP-2067; changelog of 1.24, "both taints", kubernetes/kubernetes 110095 for 1.25.
   */
  public List<String> controlPlaneTaints() {
    if (minor < 24) {
      return List.of("node-role.kubernetes.io/master");
    }
    return minor == 24
        ? List.of("node-role.kubernetes.io/master", "node-role.kubernetes.io/control-plane")
        : List.of("node-role.kubernetes.io/control-plane");
  }

  /**
   * A socket as kubeadm wants it written: since 1.24 it warns of one without a scheme. Source:
   * changelog of 1.24, kubeadm.
   *
   * @param path such as {@code /run/containerd/containerd.sock}
   */
  public String runtimeSocket(String path) {
    return minor < 24 ? path : "unix://" + path;
  }

  /** Whether its kubelet speaks to Docker without another program. Source: KEP-2221. */
  public boolean hasDockershim() {
    return minor < 24;
  }

  /**
   * The oldest containerd: 1.5 is the first that reads {@code certs.d}, which daruma writes; 1.26
   * wants the first version of CRI, which 1.6 brought; 1.35 is the last that takes 1.x. Sources:
   * containerd, docs/hosts.md; removals of Kubernetes 1.26; announcement of 1.35.
   */
  public String containerd() {
    if (minor < 26) {
      return "1.5";
    }
    return minor < 36 ? "1.6" : "2.0";
  }

  /**
   * Where its first patch has images from if nobody says otherwise. Source: kubernetes/kubernetes
   * 109938.
   */
  public String registry() {
    return minor < 25 ? "k8s.gcr.io" : "registry.k8s.io";
  }

  /**
   * The ConfigMap from which joining hosts get their kubelet's configuration. Source: kubeadm,
   * feature gate UnversionedKubeletConfigMap, on since 1.24.
   */
  public String kubeletConfigMap() {
    return minor < 24 ? "kubelet-config-" + name() : "kubelet-config";
  }

  /**
   * The version of the API by which a pod is asked to leave. Source: deprecated API migration
   * guide; Eviction is in policy/v1 from 1.22 on, policy/v1beta1 is gone in 1.25.
   */
  public String evictionApi() {
    return minor < 22 ? "policy/v1beta1" : "policy/v1";
  }

  /**
   * How many minor releases older than the API server a kubelet may be. Source: version skew
   * policy; kubelets before 1.25 may be two.
   */
  public int kubeletSkew() {
    return minor < 28 ? 2 : 3;
  }

  /** Source: KEP-4569 for 1.31; changelog of 1.35, kubernetes/kubernetes 134298 and 134744. */
  public CgroupV1 cgroupV1() {
    if (minor < 31) {
      return CgroupV1.SUPPORTED;
    }
    return minor < 35 ? CgroupV1.MAINTAINED : CgroupV1.REFUSED;
  }
}
