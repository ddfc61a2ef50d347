package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.pki.AlternativeNames;
import dev.daruma.cluster.pki.ApiNames;
import dev.daruma.cluster.pki.Authorities;
import dev.daruma.cluster.pki.ControlPlaneCertificates;
import dev.daruma.cluster.pki.KeyKind;
import dev.daruma.cluster.pki.LeafCertificate;
import dev.daruma.cluster.pki.Lifetimes;
import dev.daruma.cluster.pki.Pem;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Certificates;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.resource.Content;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gives a control plane the cluster's authorities and issues what is missing, outlived or lacks a
 * name.
 *
 * @param holder a control plane that has the authorities already
 */
record PlaceCertificates(
    Site site,
    Host on,
    AuthorityStore store,
    Optional<HostName> holder,
    List<String> explanation,
    Set<Milestone> needs)
    implements Step {
  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.PKI;
  }

  @Override
  public String title() {
    return "place certificates";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.CertificatesPlaced(host()));
  }

  /** What is to be issued, by what is there. Pure. */
  static Map<LeafCertificate, String> toIssue(
      Site site, Host host, PresentCertificates present, java.time.Clock clock) {
    Map<LeafCertificate, AlternativeNames> wanted = new EnumMap<>(LeafCertificate.class);
    for (LeafCertificate leaf : LeafCertificate.values()) {
      wanted.put(leaf, leaf.names(apiNames(site), host.name(), host.address()));
    }
    return present.toIssue(wanted, clock);
  }

  /** Every name and address under which the API is asked. */
  static ApiNames apiNames(Site site) {
    SortedMap<HostName, InetAddress> controlPlanes = new TreeMap<>();
    site.controlPlanes().forEach(host -> controlPlanes.put(host.name(), host.address()));
    return new ApiNames(
        controlPlanes,
        site.kubernetes().endpoint().host(),
        site.kubernetes().serviceCidr().address(1),
        site.kubernetes().clusterDomain(),
        site.kubernetes().certificates().extraNames());
  }

  static Authorities authorities(
      Work work, AuthorityStore store, Optional<HostName> holder, Certificates settings) {
    return store.obtain(work, holder, kind(settings), lifetimes(settings));
  }

  private static KeyKind kind(Certificates settings) {
    return switch (settings.algorithm()) {
      case RSA_2048 -> KeyKind.RSA_2048;
      case ECDSA_P256 -> KeyKind.ECDSA_P256;
    };
  }

  private static Lifetimes lifetimes(Certificates settings) {
    return new Lifetimes(settings.authorityLifetime(), settings.lifetime());
  }

  @Override
  public void run(Work work) {
    Certificates settings = site.kubernetes().certificates();
    KeyKind kind = kind(settings);
    Lifetimes lifetimes = lifetimes(settings);
    Authorities authorities = authorities(work, store, holder, settings);
    PresentCertificates present =
        Observed.read(work.shell(host()), List.of(PresentCertificates.PROBE))
            .get(PresentCertificates.PROBE);
    SortedMap<String, Pem> files = new TreeMap<>(authorities.files());
    files.putAll(
        ControlPlaneCertificates.issue(
            toIssue(site, on, present, store.clock()).keySet(),
            authorities,
            apiNames(site),
            host(),
            on.address(),
            kind,
            lifetimes,
            store.clock(),
            store.random()));
    List<Resource> resources = new ArrayList<>();
    files.forEach(
        (path, pem) ->
            resources.add(
                new HostFile(
                    PresentCertificates.FOLDER + "/" + path,
                    new Content(pem.text(), pem.secret()),
                    pem.secret() ? "0600" : "0644",
                    "root:root")));
    HostChange.makeNow(work, this, title(), resources);
  }
}
