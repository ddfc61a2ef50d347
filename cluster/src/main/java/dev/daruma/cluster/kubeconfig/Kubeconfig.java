package dev.daruma.cluster.kubeconfig;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * The administrator's kubeconfig of a site; cluster, user and context bear the site's name.
 *
 * <p>Source: Kubernetes documentation, "organizing cluster access using kubeconfig files".
 *
 * @param authority the cluster's CA certificate in base64
 * @param certificate the administrator's, in base64
 * @param key the administrator's, in base64; a secret
 */
public record Kubeconfig(
    String name, String server, String authority, String certificate, String key) {

  /**
   * @param adminConf what kubeadm wrote
   * @param name the site's
   * @param server the endpoint, such as {@code https://192.168.3.10:6443}
   * @throws IllegalArgumentException when it is no kubeconfig of kubeadm's
   */
  public static Kubeconfig of(String adminConf, String name, String server) {
    MappingNode root = KubeconfigNodes.read(adminConf);
    return new Kubeconfig(
        name,
        server,
        first(root, "clusters", "cluster", "certificate-authority-data"),
        first(root, "users", "user", "client-certificate-data"),
        first(root, "users", "user", "client-key-data"));
  }

  private static String first(MappingNode root, String list, String entry, String key) {
    return KubeconfigNodes.entries(root, list).stream()
        .flatMap(node -> KubeconfigNodes.child(node, entry).stream())
        .flatMap(node -> KubeconfigNodes.child(node, key).stream())
        .flatMap(node -> KubeconfigNodes.text(node).stream())
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("it has no " + list + " with " + key));
  }

  /** As a file of its own. */
  public String text() {
    return mergedInto("");
  }

  /**
   * The operator's file with this cluster, user and context in it; everything else stays, comments
   * included. The current context stays too, unless there is none.
   *
   * @param existing the file's text; may be empty
   * @throws IllegalArgumentException when it is no kubeconfig
   */
  public String mergedInto(String existing) {
    MappingNode root = KubeconfigNodes.read(existing);
    Node cluster =
        KubeconfigNodes.map(
            List.of(
                KubeconfigNodes.entry("certificate-authority-data", authority),
                KubeconfigNodes.entry("server", server)));
    Node user =
        KubeconfigNodes.map(
            List.of(
                KubeconfigNodes.entry("client-certificate-data", certificate),
                KubeconfigNodes.entry("client-key-data", key)));
    Node context =
        KubeconfigNodes.map(
            List.of(KubeconfigNodes.entry("cluster", name), KubeconfigNodes.entry("user", name)));
    root = KubeconfigNodes.withDefault(root, "apiVersion", "v1");
    root = KubeconfigNodes.withDefault(root, "kind", "Config");
    root = KubeconfigNodes.withNamed(root, "clusters", name, "cluster", cluster);
    root = KubeconfigNodes.withNamed(root, "users", name, "user", user);
    root = KubeconfigNodes.withNamed(root, "contexts", name, "context", context);
    Optional<String> current =
        KubeconfigNodes.child(root, "current-context")
            .flatMap(KubeconfigNodes::text)
            .filter(text -> !text.isBlank());
    if (current.isEmpty()) {
      root = KubeconfigNodes.with(root, "current-context", KubeconfigNodes.scalar(name));
    }
    return KubeconfigNodes.print(root);
  }

  /** The same by another name. */
  public Kubeconfig named(String other) {
    return new Kubeconfig(other, server, authority, certificate, key);
  }

  /**
   * The server of another cluster that the operator's file knows by this name, and would lose by a
   * merge. One at the same server is this one, made anew; one with the same authority is this one
   * at another address.
   *
   * @throws IllegalArgumentException when it is no kubeconfig
   */
  public Optional<String> conflictIn(String existing) {
    return KubeconfigNodes.entries(KubeconfigNodes.read(existing), "clusters").stream()
        .filter(node -> text(node, "name").filter(name::equals).isPresent())
        .flatMap(node -> KubeconfigNodes.child(node, "cluster").stream())
        .filter(
            node -> text(node, "certificate-authority-data").filter(authority::equals).isEmpty())
        .flatMap(node -> text(node, "server").stream())
        .filter(other -> !other.equals(server))
        .findFirst();
  }

  private static Optional<String> text(Node node, String key) {
    return KubeconfigNodes.child(node, key).flatMap(KubeconfigNodes::text);
  }

  @Override
  public String toString() {
    return "Kubeconfig(" + name + ", " + server + ")";
  }
}
