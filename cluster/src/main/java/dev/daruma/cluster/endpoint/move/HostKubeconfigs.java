package dev.daruma.cluster.endpoint.move;

import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * By which address a host's own kubeconfigs call the API. Source: kubeadm reference, "kubeadm init
 * phase kubeconfig".
 *
 * @param servers URL by file, under {@code /etc/kubernetes}
 * @param halfDone whether a run that changed them was cut off before what reads them started anew
 */
record HostKubeconfigs(SortedMap<String, String> servers, boolean halfDone) {
  /**
   * Stands from before the first file is changed until everything that reads them has restarted.
   */
  static final String MARKER = "/var/lib/daruma/endpoint-moves";

  static final Probe<HostKubeconfigs> PROBE =
      Probe.of(
          "kubeconfigs",
          Fragment.of(
              """
              [ ! -e %s ] || echo half-done
              cd /etc/kubernetes 2>/dev/null || exit 0
              for file in *.conf
              do [ ! -f "$file" ] || sed -n "s|^ *server: |$file |p" "$file"
              done""",
              MARKER),
          HostKubeconfigs::parse);

  static HostKubeconfigs parse(Output output) {
    SortedMap<String, String> servers = new TreeMap<>();
    boolean halfDone = false;
    for (String line : output.stdout().lines().toList()) {
      int blank = line.indexOf(' ');
      if (line.equals("half-done")) {
        halfDone = true;
      } else if (blank > 0) {
        servers.put(line.substring(0, blank), line.substring(blank + 1).strip());
      }
    }
    return new HostKubeconfigs(servers, halfDone);
  }

  /** Files that call the API neither at the site's endpoint nor on the host itself. */
  List<String> outdated(Site site, Host host) {
    String own = "https://" + host.address().getHostAddress() + ":" + Endpoint.API_SERVER_PORT;
    List<String> outdated = new ArrayList<>();
    servers.forEach(
        (file, server) -> {
          if (!server.equals(own) && !server.equals(site.kubernetes().endpoint().server())) {
            outdated.add(file);
          }
        });
    return outdated;
  }
}
