package dev.daruma.cluster.release;

/** The versions of kubeadm's configuration that daruma writes. Source: kubeadm reference. */
public enum KubeadmApi {
  V1BETA2("v1beta2"),
  V1BETA3("v1beta3"),
  V1BETA4("v1beta4");

  private final String text;

  KubeadmApi(String text) {
    this.text = text;
  }

  /** As {@code apiVersion} has it: {@code kubeadm.k8s.io/v1beta4}. */
  public String apiVersion() {
    return "kubeadm.k8s.io/" + text;
  }

  @Override
  public String toString() {
    return text;
  }
}
