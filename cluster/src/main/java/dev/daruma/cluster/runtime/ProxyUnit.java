package dev.daruma.cluster.runtime;

import dev.daruma.cluster.site.Kubernetes;
import dev.daruma.cluster.site.Proxy;
import dev.daruma.cluster.site.Runtime.Kind;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.resource.HostFile;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A runtime's environment with a proxy, by which it pulls images. Sources: systemd.exec(5),
 * "Environment="; golang.org/x/net/http/httpproxy for what exceptions may be.
 */
final class ProxyUnit {
  private ProxyUnit() {}

  /** The file below the unit of the runtime. */
  static HostFile file(Kind kind, Site site, Proxy proxy) {
    String unit = OrderlyShutdown.service(kind);
    return HostFile.of("/etc/systemd/system/" + unit + ".d/daruma-proxy.conf", text(site, proxy));
  }

  static String text(Site site, Proxy proxy) {
    List<String> lines = new ArrayList<>();
    lines.add("# Written by daruma; changes made here are lost.");
    lines.add("[Service]");
    proxy.http().ifPresent(url -> lines.add(environment("HTTP_PROXY", url.toString())));
    proxy.https().ifPresent(url -> lines.add(environment("HTTPS_PROXY", url.toString())));
    lines.add(environment("NO_PROXY", String.join(",", except(site, proxy))));
    return String.join("\n", lines) + "\n";
  }

  /** A percent sign begins a specifier of systemd's. */
  private static String environment(String name, String value) {
    return "Environment=\"" + name + "=" + value.replace("%", "%%") + "\"";
  }

  /**
   * What belongs to the cluster is near. Not the hosts: a runtime asks registries alone, and would
   * have to restart on all of them for each host that comes.
   */
  private static List<String> except(Site site, Proxy proxy) {
    Kubernetes kubernetes = site.kubernetes();
    Stream<String> own =
        Stream.of(
            "localhost",
            "127.0.0.0/8",
            kubernetes.podCidr().toString(),
            kubernetes.serviceCidr().toString(),
            "." + kubernetes.clusterDomain());
    return Stream.concat(own, proxy.except().stream()).distinct().toList();
  }
}
