package dev.daruma.app.run;

import dev.daruma.cluster.site.Proxy;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.web.WebFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Asks through a site's proxy what its hosts would ask through it. */
public final class SiteProxies extends ProxySelector {
  private final Proxy proxy;

  private SiteProxies(Proxy proxy) {
    this.proxy = proxy;
  }

  /** The web as the site's proxy shows it, or as this machine's own does where it has none. */
  public static WebFiles web(Site site) {
    return site.proxy()
        .map(proxy -> new WebFiles(new SiteProxies(proxy)))
        .orElseGet(WebFiles::direct);
  }

  @Override
  public List<java.net.Proxy> select(URI url) {
    Optional<URI> through = "https".equals(url.getScheme()) ? proxy.https() : proxy.http();
    return through
        .filter(_ -> proxy.except().stream().noneMatch(each -> covers(each, url.getHost())))
        .map(
            each ->
                List.of(
                    new java.net.Proxy(
                        java.net.Proxy.Type.HTTP,
                        new InetSocketAddress(
                            each.getHost(), each.getPort() < 0 ? 80 : each.getPort()))))
        .orElseGet(() -> List.of(java.net.Proxy.NO_PROXY));
  }

  /** A name or an address itself, and of a domain with a dot before it every name below. */
  private static boolean covers(String exception, String host) {
    return host.equals(exception) || (exception.startsWith(".") && host.endsWith(exception));
  }

  @Override
  public void connectFailed(URI url, SocketAddress proxyAddress, IOException failure) {
    // Whoever asked is told.
  }
}
