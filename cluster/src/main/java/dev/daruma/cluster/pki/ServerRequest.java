package dev.daruma.cluster.pki;

import java.util.Set;

/**
 * What an operator asks of the API servers' certificate.
 *
 * @param names exactly these
 * @param usages by which a server can use it
 */
public record ServerRequest(Subject subject, AlternativeNames names, Set<Usage> usages) {

  /**
   * @throws IllegalArgumentException when no server could use it
   */
  public ServerRequest {
    if (!canServe(usages)) {
      throw new IllegalArgumentException(
          "a server's certificate needs digital signature and server auth");
    }
    usages = Set.copyOf(usages);
  }

  /** In TLS 1.3 every server signs. Source: RFC 8446, 4.4.2.2 and 4.4.3. */
  public static boolean canServe(Set<Usage> usages) {
    return usages.containsAll(Set.of(Usage.DIGITAL_SIGNATURE, Usage.SERVER_AUTH));
  }
}
