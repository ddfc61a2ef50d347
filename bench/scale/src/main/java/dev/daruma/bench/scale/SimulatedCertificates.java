package dev.daruma.bench.scale;

import dev.daruma.cluster.pki.ApiNames;
import dev.daruma.cluster.pki.Authorities;
import dev.daruma.cluster.pki.ControlPlaneCertificates;
import dev.daruma.cluster.pki.KeyKind;
import dev.daruma.cluster.pki.Lifetimes;
import dev.daruma.cluster.pki.Pem;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;

/** Certificates of control planes, made as an apply makes them. */
final class SimulatedCertificates {
  private static final Lifetimes LIFETIMES =
      new Lifetimes(Duration.ofDays(3650), Duration.ofDays(365));

  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final ApiNames names;
  private final Authorities authorities;

  SimulatedCertificates(Site site) {
    SortedMap<HostName, InetAddress> controlPlanes = new TreeMap<>();
    site.controlPlanes().forEach(host -> controlPlanes.put(host.name(), host.address()));
    names =
        new ApiNames(
            controlPlanes,
            site.kubernetes().endpoint().host(),
            site.kubernetes().serviceCidr().address(1),
            site.kubernetes().clusterDomain(),
            site.kubernetes().certificates().extraNames());
    authorities = Authorities.create(KeyKind.ECDSA_P256, LIFETIMES, clock, random);
  }

  /** Which files there are, with the text of those that are no secret. */
  String of(Host host) {
    SortedMap<String, Pem> files = new TreeMap<>(authorities.files());
    files.putAll(
        ControlPlaneCertificates.issue(
            authorities,
            names,
            host.name(),
            host.address(),
            KeyKind.ECDSA_P256,
            LIFETIMES,
            clock,
            random));
    StringBuilder text = new StringBuilder();
    files.forEach(
        (path, pem) ->
            text.append('\036').append(path).append('\n').append(pem.secret() ? "" : pem.text()));
    return text.toString();
  }
}
