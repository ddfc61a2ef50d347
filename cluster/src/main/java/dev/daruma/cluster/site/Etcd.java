package dev.daruma.cluster.site;

/** Where etcd runs. */
public record Etcd(Topology topology) {
  /** On which hosts its members are. */
  public enum Topology {
    /** One member beside the API server of each control plane. */
    STACKED("stacked");

    private final String text;

    Topology(String text) {
      this.text = text;
    }

    /** As the site file writes it. */
    @Override
    public String toString() {
      return text;
    }
  }
}
