package dev.daruma.cluster.site;

/** What a host does in its site. A host may have several roles. */
public enum Role {
  CONTROL_PLANE("control-plane"),
  WORKER("worker"),
  ETCD("etcd"),
  DNS("dns"),
  REGISTRY("registry"),
  STORAGE("storage"),
  LOAD_BALANCER("load-balancer");

  private final String text;

  Role(String text) {
    this.text = text;
  }

  /** As the site file writes it. */
  @Override
  public String toString() {
    return text;
  }
}
