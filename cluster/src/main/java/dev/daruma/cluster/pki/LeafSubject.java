package dev.daruma.cluster.pki;

import java.util.List;

/**
 * Whom a certificate is for, and what it may be used for.
 *
 * @param usages in the order in which purposes are written
 */
record LeafSubject(Subject subject, List<Usage> usages, AlternativeNames names) {

  LeafSubject {
    usages = List.copyOf(usages);
  }
}
