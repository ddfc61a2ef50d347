package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.pki.AlternativeNames;
import dev.daruma.cluster.pki.CertificateFacts;
import dev.daruma.cluster.pki.LeafCertificate;
import dev.daruma.cluster.pki.PkiException;
import dev.daruma.engine.observe.Marked;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The certificates a control plane has: which files are there, and the public ones' text. Keys stay
 * where they are.
 *
 * @param files paths under {@code /etc/kubernetes/pki}
 * @param certificates PEM text by path
 */
public record PresentCertificates(Set<String> files, Map<String, String> certificates) {
  /** kubeadm's folder. */
  static final String FOLDER = "/etc/kubernetes/pki";

  /**
   * What all control planes share. Source: kubeadm reference, "manual certificate distribution".
   */
  static final List<String> AUTHORITY_FILES =
      List.of(
          "ca.crt",
          "ca.key",
          "etcd/ca.crt",
          "etcd/ca.key",
          "front-proxy-ca.crt",
          "front-proxy-ca.key",
          "sa.key",
          "sa.pub");

  static final Probe<PresentCertificates> PROBE =
      Probe.of(
          "certificates",
          Fragment.of(
              """
              cd %s 2>/dev/null || exit 0
              for file in *.key etcd/*.key
              do [ ! -s "$file" ] || printf '\\036%%s\\n' "$file"
              done
              set --
              for file in *.crt *.pub etcd/*.crt
              do [ ! -s "$file" ] || set -- "$@" "$file"
              done
              [ $# -eq 0 ] || awk 'FNR == 1 {print "\\036" FILENAME} {print}' "$@\"""",
              FOLDER),
          PresentCertificates::parse);

  static PresentCertificates parse(Output output) {
    Map<String, String> certificates = Marked.split(output.stdout());
    return new PresentCertificates(new TreeSet<>(certificates.keySet()), certificates);
  }

  boolean hasAuthorities() {
    return files.containsAll(AUTHORITY_FILES);
  }

  /** The cluster's authority; empty where its certificate cannot be read. */
  Optional<CertificateFacts> authority() {
    try {
      return Optional.of(read("ca.crt"));
    } catch (PkiException unreadable) {
      return Optional.empty();
    }
  }

  /** The authorities' public parts: equal on all control planes of one cluster. */
  List<String> authorityTexts() {
    return AUTHORITY_FILES.stream()
        .filter(file -> !file.endsWith(".key"))
        .map(file -> certificates.getOrDefault(file, ""))
        .toList();
  }

  /**
   * The certificates that must be issued, with the reason for each.
   *
   * @param exactly those that may bear no other names
   */
  Map<LeafCertificate, String> toIssue(
      Map<LeafCertificate, AlternativeNames> wanted, Set<LeafCertificate> exactly, Clock clock) {
    Map<LeafCertificate, String> reasons = new EnumMap<>(LeafCertificate.class);
    for (LeafCertificate leaf : LeafCertificate.values()) {
      reason(leaf, wanted.getOrDefault(leaf, AlternativeNames.NONE), exactly.contains(leaf), clock)
          .ifPresent(reason -> reasons.put(leaf, reason));
    }
    return reasons;
  }

  private Optional<String> reason(
      LeafCertificate leaf, AlternativeNames wanted, boolean exactly, Clock clock) {
    if (!files.contains(leaf.certificatePath()) || !files.contains(leaf.keyPath())) {
      return Optional.of("missing");
    }
    try {
      CertificateFacts authority = read(authorityFile(leaf));
      CertificateFacts present = read(leaf.certificatePath());
      return present
          .reasonToReissue(wanted, authority.certificate(), clock)
          .or(() -> exactly ? present.surplus(wanted) : Optional.empty());
    } catch (PkiException unreadable) {
      return Optional.of(String.valueOf(unreadable.getMessage()));
    }
  }

  private CertificateFacts read(String file) {
    return CertificateFacts.read(file, certificates.getOrDefault(file, ""));
  }

  private static String authorityFile(LeafCertificate leaf) {
    return switch (leaf) {
      case API_SERVER, API_SERVER_KUBELET_CLIENT -> "ca.crt";
      case FRONT_PROXY_CLIENT -> "front-proxy-ca.crt";
      case API_SERVER_ETCD_CLIENT, ETCD_SERVER, ETCD_PEER, ETCD_HEALTHCHECK_CLIENT -> "etcd/ca.crt";
    };
  }

  List<String> missingAuthorities() {
    List<String> missing = new ArrayList<>(AUTHORITY_FILES);
    missing.removeAll(files);
    return missing;
  }
}
