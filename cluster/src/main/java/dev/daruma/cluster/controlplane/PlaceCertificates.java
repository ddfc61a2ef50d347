package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.pki.AlternativeNames;
import dev.daruma.cluster.pki.ApiNames;
import dev.daruma.cluster.pki.Authorities;
import dev.daruma.cluster.pki.CertificateFacts;
import dev.daruma.cluster.pki.ControlPlaneCertificates;
import dev.daruma.cluster.pki.LeafCertificate;
import dev.daruma.cluster.pki.Pem;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Certificates.Requests;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Limit;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.resource.Content;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.net.InetAddress;
import java.time.Duration;
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
 * @param living whether an API server runs there, which has to take up what is new
 */
record PlaceCertificates(
    Site site,
    Host on,
    AuthorityStore store,
    Optional<HostName> holder,
    boolean living,
    List<String> explanation,
    Set<Milestone> needs)
    implements Step {
  private static final Duration SERVED = Duration.ofMinutes(2);
  private static final Duration LOOK = Duration.ofSeconds(10);

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

  /** Living control planes change one after the other. */
  @Override
  public Set<Limit> limits() {
    return living ? Set.of(ControlPlanes.RESTARTS) : Set.of();
  }

  /** What is to be issued, by what is there. Pure. */
  static Map<LeafCertificate, String> toIssue(
      Site site, Host host, PresentCertificates present, java.time.Clock clock) {
    Map<LeafCertificate, AlternativeNames> wanted = new EnumMap<>(LeafCertificate.class);
    for (LeafCertificate leaf : LeafCertificate.values()) {
      wanted.put(leaf, leaf.names(apiNames(site), host.name(), host.address()));
    }
    return present.toIssue(
        wanted,
        site.kubernetes().certificates().requests().isPresent()
            ? Set.of(LeafCertificate.API_SERVER)
            : Set.of(),
        clock);
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
        site.kubernetes().certificates().extraNames(),
        site.kubernetes().certificates().requests().map(Requests::server));
  }

  @Override
  public void run(Work work) {
    CertificateSettings settings = new CertificateSettings(site.kubernetes().certificates());
    Authorities authorities = store.obtain(work, holder, settings);
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
            settings.kind(),
            settings.lifetimes(),
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
    Pem served = files.get(LeafCertificate.API_SERVER.certificatePath());
    if (living && served != null) {
      awaitServed(work, CertificateFacts.read("apiserver.crt", served.text()));
    }
  }

  /**
   * The API server reads its certificate again by itself, once a minute in Kubernetes 1.20. Source:
   * apiserver, server/dynamiccertificates, FileRefreshDuration.
   */
  private void awaitServed(Work work, CertificateFacts certificate) {
    Fragment asked =
        Fragment.of(
            "curl -fsS --max-time 3 --noproxy '*' -o /dev/null --cacert /etc/kubernetes/pki/ca.crt --pinnedpubkey %s %s",
            certificate.publicKeyPin(),
            "https://"
                + on.address().getHostAddress()
                + ":"
                + Endpoint.API_SERVER_PORT
                + "/readyz");
    Boolean _ =
        work.until(
            "the API server on " + host() + " serves its new certificate",
            SERVED,
            () -> {
              Output answer = work.shell(host()).run(asked, LOOK);
              return answer.succeeded() ? Seen.met(true) : Seen.notYet(answer.said());
            });
  }
}
