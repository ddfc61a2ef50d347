package dev.daruma.cluster.life;

import dev.daruma.cluster.controlplane.AuthorityStore;
import dev.daruma.cluster.controlplane.BalancerTrust;
import dev.daruma.cluster.controlplane.ControlPlaneKeys;
import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.controlplane.KeptOptions;
import dev.daruma.cluster.controlplane.KubeadmDocuments;
import dev.daruma.cluster.endpoint.EndpointWatch;
import dev.daruma.cluster.endpoint.move.EndpointMove;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.network.PodNetwork;
import dev.daruma.cluster.os.HostPreparation;
import dev.daruma.cluster.packages.KubernetesPackages;
import dev.daruma.cluster.packages.Source;
import dev.daruma.cluster.preflight.Preflight;
import dev.daruma.cluster.quorum.Electorate;
import dev.daruma.cluster.runtime.ContainerRuntime;
import dev.daruma.cluster.runtime.move.RuntimeMove;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.resource.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * All that decisions are made from, besides the facts.
 *
 * @param proven whether the cluster was verified after the last change
 */
public record Blueprint(
    Site site,
    Source source,
    AuthorityStore authorities,
    KubeadmDocuments documents,
    boolean proven) {
  /** The same for the site as it is to become. */
  public Blueprint of(Site other) {
    return new Blueprint(
        other,
        source,
        authorities,
        new KubeadmDocuments(other, source, documents.random()),
        proven);
  }

  /** Everything that is worth reading from the host, by what is known of it so far. */
  List<Probe<?>> probes(Host host, Observed observed) {
    List<Probe<?>> probes = new ArrayList<>(Preflight.probes(site, host));
    probes.add(KubeadmRun.PROBE);
    probes.addAll(EndpointMove.probes(host));
    if (host.isNode()) {
      probes.addAll(KeptOptions.probes(host));
      probes.addAll(RuntimeMove.probes());
    }
    if (host.isBuilt()) {
      probes.addAll(Electorate.probes(site, host));
      probes.addAll(HostPreparation.probes());
      probes.addAll(KubernetesPackages.probes(source));
      resources(host, observed).forEach(resource -> probes.addAll(resource.probes()));
    }
    probes.addAll(PodNetwork.probes(site, host));
    probes.addAll(BalancerTrust.probes(host));
    if (host.is(Role.CONTROL_PLANE)) {
      probes.addAll(ControlPlaneKeys.probes());
      probes.addAll(ControlPlanes.probes(site, host));
    }
    return probes;
  }

  private List<Resource> resources(Host host, Observed observed) {
    List<Resource> resources = new ArrayList<>();
    resources.addAll(HostPreparation.resources(site, host, observed));
    resources.addAll(KubernetesPackages.resources(site, host, source));
    if (host.isNode()) {
      resources.addAll(ContainerRuntime.resources(site, host, source));
    }
    resources.addAll(EndpointWatch.resources(site, host, observed));
    // The range of the pods' addresses does not change which files and units there are.
    if (host.isNode()) {
      resources.addAll(PodNetwork.resources(site, host, site.kubernetes().podCidr().toString()));
    }
    return resources;
  }
}
