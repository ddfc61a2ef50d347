package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.pki.LeafCertificate;
import dev.daruma.cluster.site.Certificates.GivenAuthority;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.problem.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The certificates of every control plane, all under the same authorities. */
public final class ControlPlaneKeys {
  private ControlPlaneKeys() {}

  public static List<Probe<?>> probes() {
    return List.of(PresentCertificates.PROBE);
  }

  public static List<Act> of(Site site, AuthorityStore store, Facts facts) {
    Optional<HostName> holder = holder(site, facts);
    List<Act> acts = new ArrayList<>();
    for (Host host : site.controlPlanes()) {
      if (!facts.knows(host.name())) {
        continue;
      }
      List<String> reasons = reasons(site, host, store, facts);
      if (!reasons.isEmpty()) {
        acts.add(
            new PlaceCertificates(
                site,
                host,
                store,
                holder,
                facts.get(host.name(), ControlPlanes.view(site, host)).answers(),
                reasons,
                Set.of(new Milestones.Prepared(host.name()), new Milestones.Cleared(host.name()))));
      }
    }
    return acts;
  }

  /** What holds by the facts alone. */
  public static Set<Milestones> holding(Site site, AuthorityStore store, Facts facts) {
    Set<Milestones> holding = new HashSet<>();
    for (Host host : site.controlPlanes()) {
      if (facts.knows(host.name()) && reasons(site, host, store, facts).isEmpty()) {
        holding.add(new Milestones.CertificatesPlaced(host.name()));
      }
    }
    return holding;
  }

  /** Control planes whose authorities differ from those of another: two clusters in one site. */
  public static Set<List<String>> distinctAuthorities(Site site, Facts facts) {
    Set<List<String>> distinct = new HashSet<>();
    site.controlPlanes().stream()
        .filter(host -> facts.knows(host.name()))
        .map(host -> facts.get(host.name(), PresentCertificates.PROBE))
        .filter(PresentCertificates::hasAuthorities)
        .forEach(present -> distinct.add(present.authorityTexts()));
    return distinct;
  }

  /** A cluster that lives by another authority than the one that the site file gives. */
  public static Optional<Problem> foreignAuthority(Site site, Facts facts) {
    Optional<GivenAuthority> given = site.kubernetes().certificates().authority();
    Optional<HostName> holder = holder(site, facts);
    if (given.isEmpty() || holder.isEmpty()) {
      return Optional.empty();
    }
    return facts
            .get(holder.get(), PresentCertificates.PROBE)
            .authority()
            .filter(present -> CertificateSettings.isSame(given.get(), present.fingerprint()))
            .isPresent()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Problem.Code.CONFLICT,
                holder.get(),
                "preflight",
                "it holds another authority than " + given.get().certificateFile(),
                "take kubernetes.certificates.authority out of the site file: daruma does not"
                    + " exchange a cluster's authority; where there is no cluster yet, daruma reset"
                    + " takes the old one away"));
  }

  /**
   * A host whose run was cut off will lose its files when that is cleared; one with a whole run
   * comes first.
   */
  static Optional<HostName> holder(Site site, Facts facts) {
    return site.controlPlanes().stream()
        .map(Host::name)
        .filter(facts::knows)
        .filter(host -> facts.get(host, PresentCertificates.PROBE).hasAuthorities())
        .filter(host -> facts.get(host, KubeadmRun.PROBE) != KubeadmRun.INTERRUPTED)
        .findFirst();
  }

  private static List<String> reasons(Site site, Host host, AuthorityStore store, Facts facts) {
    if (facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.INTERRUPTED) {
      return List.of("clearing the interrupted run takes them away");
    }
    PresentCertificates present = facts.get(host.name(), PresentCertificates.PROBE);
    List<String> reasons = new ArrayList<>();
    present.missingAuthorities().forEach(file -> reasons.add(file + ": missing"));
    Map<LeafCertificate, String> leaves =
        PlaceCertificates.toIssue(site, host, present, store.clock());
    leaves.forEach((leaf, reason) -> reasons.add(leaf.certificatePath() + ": " + reason));
    return reasons;
  }
}
