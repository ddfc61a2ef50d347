package dev.daruma.cluster.runtime;

import dev.daruma.cluster.site.Runtime.Kind;
import dev.daruma.cluster.toml.TomlText;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Where the images of one registry are asked for. Source: docs/hosts.md of containerd 1.6.
 *
 * @param registry as image names have it, {@code HOST} or {@code HOST:PORT}
 * @param mirrors asked in this order, the registry itself last; {@code http} or {@code https}
 * @param unverified those of the mirrors ({@code HOST:PORT}) whose certificates are not verified
 * @param vouchedFor those whose authority lies beside the registry's own file
 */
public record HostsToml(
    String registry, List<URI> mirrors, Set<String> unverified, Set<String> vouchedFor) {

  public HostsToml {
    mirrors = List.copyOf(mirrors);
    unverified = Set.copyOf(unverified);
    vouchedFor = Set.copyOf(vouchedFor);
  }

  /**
   * All files of a site, by path under {@link ContainerdToml#REGISTRIES}.
   *
   * @param mirrors of each registry
   * @param insecure registries and mirrors that speak plain HTTP or have certificates nobody knows;
   *     one without mirrors is asked by HTTPS, then by HTTP
   * @param authorities of registries and mirrors, PEM, by {@code HOST} or {@code HOST:PORT}
   */
  public static SortedMap<String, String> files(
      SortedMap<String, List<URI>> mirrors,
      Set<String> insecure,
      SortedMap<String, String> authorities) {
    SortedMap<String, List<URI>> all = new TreeMap<>(mirrors);
    Set<String> mirrorHosts =
        mirrors.values().stream()
            .flatMap(List::stream)
            .map(URI::getAuthority)
            .collect(Collectors.toSet());
    for (String host : insecure) {
      if (!mirrorHosts.contains(host)) {
        all.putIfAbsent(host, List.of(URI.create("https://" + host), URI.create("http://" + host)));
      }
    }
    for (String host : authorities.keySet()) {
      if (!mirrorHosts.contains(host)) {
        all.putIfAbsent(host, List.of(URI.create("https://" + host)));
      }
    }
    SortedMap<String, String> files = new TreeMap<>();
    all.forEach(
        (registry, hosts) ->
            files.put(
                registry + "/hosts.toml",
                new HostsToml(registry, hosts, insecure, authorities.keySet()).text()));
    authorities.forEach((host, text) -> files.put(host + "/ca.crt", text));
    return files;
  }

  public String text() {
    Map<String, Object> hosts = new LinkedHashMap<>();
    mirrors.forEach(mirror -> hosts.put(mirror.toString(), host(mirror)));
    return "# Written by daruma; changes made here are lost. Images of "
        + registry
        + ".\n"
        + TomlText.of(Map.of("host", hosts));
  }

  private Map<String, Object> host(URI mirror) {
    Map<String, Object> host = new LinkedHashMap<>();
    host.put("capabilities", List.of("pull", "resolve"));
    if ("https".equals(mirror.getScheme()) && unverified.contains(mirror.getAuthority())) {
      host.put("skip_verify", true);
    }
    if (vouchedFor.contains(mirror.getAuthority())) {
      host.put("ca", RegistryTrust.authority(Kind.CONTAINERD, mirror.getAuthority()));
    }
    return host;
  }
}
