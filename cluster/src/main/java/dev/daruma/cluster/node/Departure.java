package dev.daruma.cluster.node;

import dev.daruma.cluster.site.Host;

/**
 * A host that is to leave the cluster.
 *
 * @param host as the site file has it; for one that is not in the file, as the cluster knows it,
 *     reached as the site's first host is
 * @param reason why it leaves
 * @param node whether the cluster has a node of its name
 * @param ready whether that node is ready
 * @param member whether etcd counts it
 * @param alive whether the host itself answers, and so can be asked to give way and be cleaned
 */
public record Departure(
    Host host, Reason reason, boolean node, boolean ready, boolean member, boolean alive) {
  /** Why a host leaves. */
  public enum Reason {
    /** A command says so. */
    ASKED("it is to be removed"),
    /** The cluster knows it, the site file does not. */
    NOT_IN_FILE("the cluster has it, the site file does not"),
    /** It is a worker and shall be a control plane, or the other way round. */
    CHANGES_ROLE("its role is another one by the site file; it leaves, and joins in the new one"),
    /** kubeadm has made the host a node, and the cluster does not know it any more. */
    UNKNOWN("the host was a node, and the cluster does not know it any more; it joins anew"),
    /**
     * The host is in the file and blank: it was installed anew, and the cluster knows the old one.
     */
    BLANK("the host is blank, and the cluster still knows what it was");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** Whether the same host joins again afterwards, without being made bare. */
    public boolean joinsAnew() {
      return this == CHANGES_ROLE || this == UNKNOWN;
    }

    /** For people. */
    public String text() {
      return text;
    }
  }
}
