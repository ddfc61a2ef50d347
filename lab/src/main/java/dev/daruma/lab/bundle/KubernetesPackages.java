package dev.daruma.lab.bundle;

import dev.daruma.lab.bundle.DebianPackage.Content.Link;
import dev.daruma.lab.bundle.DebianPackage.Content.Program;
import dev.daruma.lab.bundle.DebianPackage.Content.Text;
import java.util.List;

/**
 * kubeadm, kubelet, kubectl, cri-tools and kubernetes-cni laid out as the official packages of that
 * time (kubernetes/release, packages/deb), so that a host can change over to those by an upgrade.
 */
final class KubernetesPackages {
  private static final String KUBELET_UNIT =
      """
      [Unit]
      Description=kubelet: The Kubernetes Node Agent
      Documentation=https://kubernetes.io/docs/home/
      Wants=network-online.target
      After=network-online.target

      [Service]
      ExecStart=/usr/bin/kubelet
      Restart=always
      StartLimitInterval=0
      RestartSec=10

      [Install]
      WantedBy=multi-user.target
      """;

  private static final String KUBEADM_DROP_IN =
      """
      # Note: This dropin only works with kubeadm and kubelet v1.11+
      [Service]
      Environment="KUBELET_KUBECONFIG_ARGS=--bootstrap-kubeconfig=/etc/kubernetes/bootstrap-kubelet.conf --kubeconfig=/etc/kubernetes/kubelet.conf"
      Environment="KUBELET_CONFIG_ARGS=--config=/var/lib/kubelet/config.yaml"
      # This is a file that "kubeadm init" and "kubeadm join" generates at runtime, populating the KUBELET_KUBEADM_ARGS variable dynamically
      EnvironmentFile=-/var/lib/kubelet/kubeadm-flags.env
      # This is a file that the user can use for overrides of the kubelet args as a last resort. Preferably, the user should use
      # the .NodeRegistration.KubeletExtraArgs object in the configuration files instead. KUBELET_EXTRA_ARGS should be sourced from this file.
      EnvironmentFile=-/etc/default/kubelet
      ExecStart=
      ExecStart=/usr/bin/kubelet $KUBELET_KUBECONFIG_ARGS $KUBELET_CONFIG_ARGS $KUBELET_KUBEADM_ARGS $KUBELET_EXTRA_ARGS
      """;

  private KubernetesPackages() {}

  static List<DebianPackage> of(String kubernetes) {
    String version = kubernetes + "-00";
    return List.of(
        new DebianPackage(
            "kubelet",
            version,
            "libc6 (>= 2.34), iptables (>= 1.4.21), kubernetes-cni (>= 0.8.7), iproute2, socat,"
                + " util-linux, mount, ebtables, ethtool, conntrack",
            "Kubernetes Node Agent",
            List.of(
                new Program("/usr/bin/kubelet", "kubelet"),
                new Text("/lib/systemd/system/kubelet.service", KUBELET_UNIT))),
        new DebianPackage(
            "kubeadm",
            version,
            "kubelet (>= 1.13.0), kubectl (>= 1.13.0), kubernetes-cni (>= 0.8.7),"
                + " cri-tools (>= 1.13.0)",
            "Kubernetes Cluster Bootstrapping Tool",
            List.of(
                new Program("/usr/bin/kubeadm", "kubeadm"),
                new Text(
                    "/etc/systemd/system/kubelet.service.d/10-kubeadm.conf", KUBEADM_DROP_IN))),
        new DebianPackage(
            "kubectl",
            version,
            "",
            "Kubernetes Command Line Tool",
            List.of(new Program("/usr/bin/kubectl", "kubectl"))),
        new DebianPackage(
            "cri-tools",
            version,
            "",
            "Container Runtime Interface command line, what kubeadm needs of it",
            List.of(new Program("/usr/bin/crictl", "daruma-crictl"))),
        new DebianPackage(
            "kubernetes-cni",
            "1.1.1-00",
            "containernetworking-plugins",
            "Network plugins where Kubernetes looks for them",
            List.of(new Link("/opt/cni/bin", "/usr/lib/cni"))));
  }
}
