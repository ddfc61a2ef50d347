package dev.daruma.cluster.pki;

import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** The site the tests of this room speak of. */
final class Sample {
  static final Instant NOW = Instant.parse("2026-07-01T12:00:00.5Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final SecureRandom RANDOM = new SecureRandom();
  static final Lifetimes LIFETIMES = new Lifetimes(Duration.ofDays(3650), Duration.ofDays(365));
  static final HostName HOST = new HostName("master01");
  static final InetAddress ADDRESS = InetAddress.ofLiteral("192.168.3.11");
  static final Authorities AUTHORITIES = authorities(KeyKind.ECDSA_P256);
  static final ApiNames NAMES =
      new ApiNames(
          new TreeMap<>(
              Map.of(
                  HOST,
                  ADDRESS,
                  new HostName("master02"),
                  InetAddress.ofLiteral("192.168.3.12"),
                  new HostName("master03"),
                  InetAddress.ofLiteral("192.168.3.13"))),
          "192.168.3.10",
          InetAddress.ofLiteral("10.96.0.1"),
          "cluster.local",
          List.of("API.neko.example", "10.0.0.7"));

  /** One of each algorithm and curve; longer keys differ in nothing but the time they take. */
  static final List<KeyKind> KINDS =
      List.of(KeyKind.RSA_2048, KeyKind.ECDSA_P256, KeyKind.ECDSA_P384);

  private Sample() {}

  static List<KeyKind> kinds() {
    return KINDS;
  }

  static Authorities authorities(KeyKind kind) {
    return Authorities.create(kind, LIFETIMES, CLOCK, RANDOM);
  }

  static SortedMap<String, Pem> certificates(Authorities authorities, KeyKind kind) {
    return ControlPlaneCertificates.issue(
        authorities, NAMES, HOST, ADDRESS, kind, LIFETIMES, CLOCK, RANDOM);
  }

  /** The text of a file that has to be there. */
  static String text(Map<String, Pem> files, String name) {
    return Objects.requireNonNull(files.get(name), name).text();
  }
}
