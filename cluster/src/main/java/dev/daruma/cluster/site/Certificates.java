package dev.daruma.cluster.site;

import dev.daruma.cluster.pki.ServerRequest;
import dev.daruma.cluster.pki.Subject;
import dev.daruma.engine.host.Target.Password;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the cluster's certificates are like.
 *
 * @param authorityLifetime of the certificate authorities; longer than zero
 * @param lifetime of the certificates they sign; longer than zero, at most the authorities'
 * @param extraNames DNS names and IP addresses that the API's certificate bears beside its own
 * @param requests what request files say beyond that
 * @param authority the cluster's, where it exists already
 */
public record Certificates(
    KeyAlgorithm algorithm,
    Duration authorityLifetime,
    Duration lifetime,
    List<String> extraNames,
    Optional<Requests> requests,
    Optional<GivenAuthority> authority) {

  public Certificates {
    extraNames = List.copyOf(extraNames);
  }

  /**
   * What was asked for in cfssl's request files.
   *
   * @param authority whom the cluster's authority is for, and the kind of its key; absent where it
   *     exists already
   * @param server the API servers' certificate
   */
  public record Requests(Optional<AuthorityRequest> authority, ServerRequest server) {}

  /** The cluster's authority as a request file asks for it. */
  public record AuthorityRequest(Subject subject, KeyAlgorithm algorithm) {}

  /**
   * An authority that somebody else has made, found to be usable when the site file was read.
   *
   * @param certificate PEM text
   * @param password of the key, where it is encrypted
   */
  public record GivenAuthority(
      Path certificateFile, String certificate, Path keyFile, Optional<Password> password) {}

  /** The kind of keys that are made. */
  public enum KeyAlgorithm {
    RSA_2048("RSA-2048"),
    RSA_3072("RSA-3072"),
    RSA_4096("RSA-4096"),
    ECDSA_P256("ECDSA-P256"),
    ECDSA_P384("ECDSA-P384");

    private final String text;

    KeyAlgorithm(String text) {
      this.text = text;
    }

    /** As the site file writes it. */
    @Override
    public String toString() {
      return text;
    }
  }
}
