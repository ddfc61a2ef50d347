package dev.daruma.cluster.pki;

import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.EnumSet;
import java.util.SortedMap;
import java.util.TreeMap;

/** The certificates one control plane needs beside the authorities. */
public final class ControlPlaneCertificates {
  private ControlPlaneCertificates() {}

  /**
   * All of them, with keys of their own.
   *
   * @return PEM texts by path under {@code /etc/kubernetes/pki}
   */
  public static SortedMap<String, Pem> issue(
      Authorities authorities,
      ApiNames api,
      HostName host,
      InetAddress address,
      KeyKind kind,
      Lifetimes lifetimes,
      Clock clock,
      SecureRandom random) {
    return issue(
        EnumSet.allOf(LeafCertificate.class),
        authorities,
        api,
        host,
        address,
        kind,
        lifetimes,
        clock,
        random);
  }

  /** Some of them, where the others on the host are still good. */
  public static SortedMap<String, Pem> issue(
      Collection<LeafCertificate> wanted,
      Authorities authorities,
      ApiNames api,
      HostName host,
      InetAddress address,
      KeyKind kind,
      Lifetimes lifetimes,
      Clock clock,
      SecureRandom random) {
    SortedMap<String, Pem> files = new TreeMap<>();
    for (LeafCertificate leaf : wanted) {
      KeyPair keys = kind.generate(random);
      files.put(leaf.keyPath(), PemText.ofPrivate(keys));
      files.put(
          leaf.certificatePath(),
          PemText.of(
              CertificateIssue.leaf(
                  leaf.subject(api, host, address),
                  keys,
                  leaf.authority(authorities),
                  lifetimes.leaf(),
                  clock,
                  random)));
    }
    return files;
  }
}
