package dev.daruma.cluster.status;

import dev.daruma.cluster.pki.CertificateFacts;
import dev.daruma.cluster.pki.PkiException;
import dev.daruma.engine.observe.Marked;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * When the certificates on a host end: those of the control plane, those inside of kubeconfig
 * files, and the kubelet's own. No key is read.
 *
 * @param expiries one for each file that holds one
 * @param unreadable files that hold none that can be read
 */
record CertificateReport(List<Expiry> expiries, List<String> unreadable) {
  private static final Set<String> AUTHORITIES =
      Set.of("pki/ca.crt", "pki/etcd/ca.crt", "pki/front-proxy-ca.crt");

  static final Probe<CertificateReport> PROBE =
      Probe.of(
          "certificate expiries",
          Fragment.script(
              """
              if cd /etc/kubernetes 2>/dev/null
              then
                for file in pki/*.crt pki/etcd/*.crt
                do [ ! -s "$file" ] || { printf '\\036%s\\n' "$file"; cat "$file"; }
                done
                for file in *.conf
                do
                  grep -q client-certificate-data: "$file" 2>/dev/null || continue
                  printf '\\036%s\\n' "$file"
                  sed -n 's/^ *client-certificate-data: *//p' "$file" | base64 -d
                done
              fi
              file=/var/lib/kubelet/pki/kubelet-client-current.pem
              [ ! -s "$file" ] || { printf '\\036kubelet-client-current.pem\\n'; sed -n '/BEGIN CERTIFICATE/,/END CERTIFICATE/p' "$file"; }
              true"""),
          CertificateReport::parse);

  static CertificateReport parse(Output output) {
    List<Expiry> expiries = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Map.Entry<String, String> each : new TreeMap<>(Marked.split(output.stdout())).entrySet()) {
      try {
        CertificateFacts facts = CertificateFacts.read(each.getKey(), each.getValue());
        expiries.add(new Expiry(each.getKey(), facts.notBefore(), facts.notAfter()));
      } catch (PkiException broken) {
        unreadable.add(each.getKey());
      }
    }
    return new CertificateReport(expiries, unreadable);
  }

  /** What ends first of those that were signed for this host. */
  Optional<Expiry> shortest() {
    return first(false);
  }

  /** What ends first of the authorities. */
  Optional<Expiry> shortestAuthority() {
    return first(true);
  }

  private Optional<Expiry> first(boolean authorities) {
    return expiries.stream()
        .filter(each -> AUTHORITIES.contains(each.file()) == authorities)
        .min(Comparator.comparing(Expiry::end));
  }
}
