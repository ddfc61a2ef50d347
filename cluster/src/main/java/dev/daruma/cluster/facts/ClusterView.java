package dev.daruma.cluster.facts;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cluster as one control plane sees it through its own API server.
 *
 * @param answers whether that API server is ready
 * @param nodes what it knows of the nodes
 */
public record ClusterView(boolean answers, SortedMap<HostName, Node> nodes) {
  /**
   * A node.
   *
   * @param podCidr the range its pods get their addresses from; empty before one is given out
   */
  public record Node(Optional<String> podCidr, boolean ready) {}

  /**
   * @param address the control plane's own address
   * @param port the API's port
   */
  public static Probe<ClusterView> probe(String address, int port) {
    return Probe.of(
        "cluster",
        Fragment.of(
            """
            [ -f /etc/kubernetes/admin.conf ] || exit 3
            curl -fsS --max-time 5 --cacert /etc/kubernetes/pki/ca.crt %s >/dev/null || exit 4
            kubectl --kubeconfig /etc/kubernetes/admin.conf --server %s --request-timeout 5s get nodes -o %s""",
            "https://" + address + ":" + port + "/readyz",
            "https://" + address + ":" + port,
            "jsonpath={range .items[*]}{.metadata.name} {.status.conditions[?(@.type==\"Ready\")].status} {.spec.podCIDR}{\"\\n\"}{end}"),
        ClusterView::parse);
  }

  static ClusterView parse(Output output) {
    SortedMap<HostName, Node> nodes = new TreeMap<>();
    output
        .stdout()
        .lines()
        .map(line -> line.strip().split(" "))
        .filter(fields -> fields.length >= 2 && HostName.isValid(fields[0]))
        .forEach(
            fields ->
                nodes.put(
                    new HostName(fields[0]),
                    new Node(
                        fields.length > 2 ? Optional.of(fields[2]) : Optional.empty(),
                        fields[1].equals("True"))));
    return new ClusterView(output.succeeded(), nodes);
  }
}
