package dev.daruma.cluster.pki;

import java.time.Duration;

/**
 * How long certificates live. They begin up to five minutes before they are made, by a tenth of
 * their life at most.
 *
 * @param authority of the three authorities; kubeadm's own default is ten years
 * @param leaf of everything they sign, at most the authority's; kubeadm's own default is one year
 */
public record Lifetimes(Duration authority, Duration leaf) {

  /**
   * @throws IllegalArgumentException when one is not positive or a leaf would outlive its authority
   */
  public Lifetimes {
    if (!leaf.isPositive() || leaf.compareTo(authority) > 0) {
      throw new IllegalArgumentException(
          "certificates need a positive lifetime no longer than their authority's: "
              + leaf
              + " of "
              + authority);
    }
  }
}
