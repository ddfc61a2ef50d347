package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.shell.Fragment;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import dev.daruma.cluster.pki.CertificateFacts;

/** What a joining host needs to trust the cluster and to be trusted. */
public record BootstrapTokens(String token, String authorityHash) {
  private static final String AUTHORITY = "/etc/kubernetes/pki/ca.crt";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /**
   * Asks a living control plane for a token that is good for a quarter of an hour.
   *
   * <p>The hash is that of the authority's public key. Source: kubeadm reference, "token-based discovery with CA
   * pinning".
   */
  public static BootstrapTokens create(Work work, Site site) {
    Host living = LivingControlPlane.find(work, site);
    var token =
        work.run(
            living.name(),
            "create a bootstrap token",
            "see that the API answers, then run apply again",
            Fragment.script(
                "kubeadm token create --kubeconfig /etc/kubernetes/admin.conf --ttl 15m"),
            LIMIT);
    var probe = HostFile.reading(AUTHORITY);
    String pem =
        Observed.read(work.shell(living.name()), List.of(probe))
            .get(probe)
            .flatMap(HostFile.Present::text)
            .orElseThrow(() -> new IllegalStateException(living.name() + " has no " + AUTHORITY));
    return new BootstrapTokens(token.stdout().strip(), hash(CertificateFacts.read("ca.crt", pem)));
  }

  private static String hash(CertificateFacts authority) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(authority.certificate().getPublicKey().getEncoded());
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }

  @Override
  public String toString() {
    return "BootstrapTokens(secret)";
  }
}
