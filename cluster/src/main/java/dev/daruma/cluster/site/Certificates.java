package dev.daruma.cluster.site;

import java.time.Duration;
import java.util.List;

/**
 * What the cluster's certificates are like.
 *
 * @param authorityLifetime of the certificate authorities; longer than zero
 * @param lifetime of the certificates they sign; longer than zero, at most the authorities'
 * @param extraNames DNS names and IP addresses that the API's certificate bears beside its own
 */
public record Certificates(
    KeyAlgorithm algorithm,
    Duration authorityLifetime,
    Duration lifetime,
    List<String> extraNames) {

  public Certificates {
    extraNames = List.copyOf(extraNames);
  }

  /** The kind of keys that are made. */
  public enum KeyAlgorithm {
    RSA_2048("RSA-2048"),
    ECDSA_P256("ECDSA-P256");

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
