package dev.daruma.cluster.site.file;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.daruma.cluster.site.Certificates;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Etcd;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Kubernetes;
import dev.daruma.cluster.site.Network;
import dev.daruma.cluster.site.Recovery;
import dev.daruma.cluster.site.Rolling;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.VirtualAddress;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import java.net.Inet4Address;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Makes a site of a draft in which no error was found. */
record Assembly(
    Draft draft,
    Folders folders,
    Targets targets,
    Certificates certificates,
    Network network,
    Runtime runtime) {

  Site site(Path file) {
    return new Site(
        draft.values().get(SiteKeys.NAME),
        file,
        draft.hosts().stream().map(this::host).toList(),
        kubernetes(draft.kubernetes()),
        PackageKeys.packages(draft.values().get(SiteKeys.PACKAGES), folders),
        rolling(draft.values().get(SiteKeys.ROLLING)),
        recovery(draft.values().get(SiteKeys.RECOVERY)),
        AvailabilityKeys.availability(draft.values().get(SiteKeys.AVAILABILITY)),
        draft.virtualAddresses().stream().map(each -> virtualAddress(each.value())).toList(),
        draft.values().value(SiteKeys.PROXY).map(ProxyKeys::proxy));
  }

  private VirtualAddress virtualAddress(Values values) {
    var addresses = plain(values.get(VirtualAddressKeys.ADDRESS));
    if (!(addresses.getFirst() instanceof Inet4Address address)) {
      throw new IllegalStateException("checked before: " + addresses);
    }
    return new VirtualAddress(
        address,
        addresses.subList(1, addresses.size()),
        draft.holders(values).stream().map(host -> host.name().value()).toList(),
        routerId(values.value(VirtualAddressKeys.ROUTER_ID)));
  }

  private static OptionalInt routerId(Optional<Long> written) {
    return written.map(id -> OptionalInt.of(Math.toIntExact(id))).orElseGet(OptionalInt::empty);
  }

  private Host host(Draft.Host host) {
    var name = host.name().value();
    var values = host.values();
    var address = values.get(HostKeys.ADDRESS);
    return new Host(
        name,
        address,
        host.roles().stream().map(Placed::value).collect(toSet()),
        new TreeMap<>(
            values.get(HostKeys.LABELS).entries().stream()
                .collect(toMap(label -> label.key().value(), label -> label.value().value()))),
        values.get(HostKeys.TAINTS).stream()
            .map(taint -> TaintChecks.taint(taint.value()).orElseThrow())
            .toList(),
        new Runtime.OfHost(
            draft.runtime(host),
            host.runtime().value(RuntimeKeys.DEFAULT_HANDLER).map(Assembly::handler)),
        targets.of(name, address, values));
  }

  private static Runtime.Handler handler(Values values) {
    return new Runtime.Handler(
        values.get(RuntimeKeys.HANDLER_NAME), values.get(RuntimeKeys.HANDLER_PATH));
  }

  private Kubernetes kubernetes(Values values) {
    return new Kubernetes(
        values.get(KubernetesKeys.VERSION),
        endpoint(draft.endpoint()),
        runtime,
        values.get(KubernetesKeys.POD_CIDR),
        values.get(KubernetesKeys.SERVICE_CIDR),
        values.get(KubernetesKeys.CLUSTER_DOMAIN),
        network,
        new Etcd(values.get(KubernetesKeys.ETCD).get(KubernetesKeys.ETCD_TOPOLOGY)),
        certificates);
  }

  private Endpoint endpoint(Values values) {
    return new Endpoint(
        values.get(KubernetesKeys.ENDPOINT_ADDRESS),
        values.get(KubernetesKeys.ENDPOINT_PROVIDER),
        draft.port(),
        routerId(values.value(KubernetesKeys.ENDPOINT_ROUTER_ID)));
  }

  private static Rolling rolling(Values values) {
    return new Rolling(values.get(SiteKeys.ROLLING_WORKERS));
  }

  private static Recovery recovery(Values values) {
    return new Recovery(
        values.get(RecoveryKeys.NODE_MONITOR_GRACE),
        values.get(RecoveryKeys.NODE_MONITOR_PERIOD),
        values.get(RecoveryKeys.NOT_READY_TOLERATION),
        values.get(RecoveryKeys.UNREACHABLE_TOLERATION),
        values.get(RecoveryKeys.STATUS_UPDATE),
        values.get(RecoveryKeys.STATUS_REPORT));
  }

  private static <T> List<T> plain(List<Placed<T>> placed) {
    return placed.stream().map(Placed::value).toList();
  }
}
