package dev.daruma.cluster.pki;

import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the Kubernetes API may be called by; the same on every control plane, so that no client
 * cares which one answers.
 *
 * @param controlPlanes every control plane's name and address
 * @param endpoint the address or name that outlives any host
 * @param firstService the first address of the service network, which the service {@code
 *     kubernetes} has
 * @param clusterDomain such as {@code cluster.local}
 * @param extra further names and addresses of the operator's choice
 * @param request the operator's own list, which then counts alone
 */
public record ApiNames(
    SortedMap<HostName, InetAddress> controlPlanes,
    String endpoint,
    InetAddress firstService,
    String clusterDomain,
    List<String> extra,
    Optional<ServerRequest> request) {
  private static final AlternativeNames LOOPBACK =
      AlternativeNames.of(List.of("localhost", "127.0.0.1", "::1"));

  public ApiNames {
    controlPlanes = new TreeMap<>(controlPlanes);
    extra = List.copyOf(extra);
  }

  public ApiNames(
      SortedMap<HostName, InetAddress> controlPlanes,
      String endpoint,
      InetAddress firstService,
      String clusterDomain,
      List<String> extra) {
    this(controlPlanes, endpoint, firstService, clusterDomain, extra, Optional.empty());
  }

  /** Names that the API servers' certificate bears. */
  public AlternativeNames all() {
    return request
        .map(ServerRequest::names)
        .orElseGet(() -> required().and(LOOPBACK).and(AlternativeNames.of(extra)));
  }

  /**
   * Names without which the cluster does not work. Source: kubeadm 1.20, util/pkiutil,
   * GetAPIServerAltNames.
   */
  public AlternativeNames required() {
    List<InetAddress> addresses = new ArrayList<>(controlPlanes.values());
    addresses.add(firstService);
    List<String> names =
        new ArrayList<>(
            List.of(
                "kubernetes",
                "kubernetes.default",
                "kubernetes.default.svc",
                "kubernetes.default.svc." + clusterDomain));
    controlPlanes.keySet().forEach(host -> names.add(host.value()));
    return new AlternativeNames(names, addresses).and(AlternativeNames.of(List.of(endpoint)));
  }

  /** Of one member of etcd. Source: kubeadm 1.20, util/pkiutil, getAltNames. */
  static AlternativeNames ofEtcdMember(HostName host, InetAddress address) {
    return new AlternativeNames(List.of(host.value()), List.of(address)).and(LOOPBACK);
  }
}
