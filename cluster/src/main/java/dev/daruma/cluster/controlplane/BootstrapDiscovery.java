package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.controlplane.kubeadm.BootstrapToken;
import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration.Discovery;
import dev.daruma.cluster.pki.CertificateFacts;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;

/**
 * What a joining host needs to trust the cluster and to be trusted: a fresh token, the authority's
 * hash.
 */
public record BootstrapDiscovery(BootstrapToken token, String authorityHash) {
  private static final String AUTHORITY = PresentCertificates.FOLDER + "/ca.crt";
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(15);

  /**
   * Asks a living control plane for a token.
   *
   * <p>The hash is that of the authority's public key. Source: kubeadm reference, "token-based
   * discovery with CA pinning".
   */
  public static BootstrapDiscovery create(Work work, Site site) {
    Host living = LivingControlPlane.find(work, site);
    var token =
        work.run(
            living.name(),
            "create a bootstrap token",
            "see that the API answers, then run apply again",
            Fragment.of(
                "kubeadm token create --kubeconfig /etc/kubernetes/admin.conf --ttl %s",
                TOKEN_LIFETIME.toSeconds() + "s"),
            LIMIT);
    var probe = HostFile.reading(AUTHORITY);
    String authority =
        Observed.read(work.shell(living.name()), List.of(probe))
            .get(probe)
            .flatMap(HostFile.Present::text)
            .orElseThrow(() -> new IllegalStateException(living.name() + " has no " + AUTHORITY));
    return new BootstrapDiscovery(
        new BootstrapToken(token.stdout().strip(), TOKEN_LIFETIME),
        CertificateFacts.read(AUTHORITY, authority).publicKeyHash());
  }

  Discovery toward(String endpoint) {
    return new Discovery(endpoint, token, List.of(authorityHash));
  }
}
