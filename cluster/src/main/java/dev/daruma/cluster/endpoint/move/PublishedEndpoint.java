package dev.daruma.cluster.endpoint.move;

import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * By which address the cluster tells others to call its API: joining hosts (cluster-info), kubeadm
 * (kubeadm-config) and kube-proxy.
 *
 * @param hostsAndPorts {@code HOST:PORT}, each once; empty when the host's API server did not
 *     answer
 */
record PublishedEndpoint(Set<String> hostsAndPorts) {
  static final List<String> DOCUMENTS =
      List.of("kube-public/cluster-info", "kube-system/kubeadm-config", "kube-system/kube-proxy");

  static Probe<PublishedEndpoint> probe(Host host) {
    String server = "https://" + host.address().getHostAddress() + ":" + Endpoint.API_SERVER_PORT;
    List<String> urls = new ArrayList<>();
    for (String document : DOCUMENTS) {
      String[] parts = document.split("/", 2);
      urls.add(server + "/api/v1/namespaces/" + parts[0] + "/configmaps/" + parts[1]);
    }
    return Probe.of(
        "published endpoint",
        Fragment.of(
            """
            [ -f /etc/kubernetes/admin.conf ] && cd /etc/kubernetes/pki || exit 3
            curl -fsS --fail-early --max-time 5 --cacert ca.crt --cert apiserver-kubelet-client.crt --key apiserver-kubelet-client.key %s |
            grep -o -e 'server: https://[^\\\\" ]*' -e 'controlPlaneEndpoint: [^\\\\" ]*'""",
            urls),
        PublishedEndpoint::parse);
  }

  static PublishedEndpoint parse(Output output) {
    Set<String> found = new TreeSet<>();
    output
        .stdout()
        .lines()
        .map(line -> line.replaceFirst("^(server: https://|controlPlaneEndpoint: )", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(found::add);
    return new PublishedEndpoint(found);
  }

  boolean isKnown() {
    return !hostsAndPorts.isEmpty();
  }

  boolean isOf(Site site) {
    return hostsAndPorts.equals(Set.of(site.kubernetes().endpoint().hostAndPort()));
  }
}
