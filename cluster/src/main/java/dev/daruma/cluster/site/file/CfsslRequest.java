package dev.daruma.cluster.site.file;

import dev.daruma.cluster.pki.AlternativeNames;
import dev.daruma.cluster.pki.Subject;
import dev.daruma.cluster.site.Certificates.KeyAlgorithm;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One of cfssl's files.
 *
 * @param findings where to tell what is wrong with it
 */
record CfsslRequest(Values values, Findings findings) {

  /** The kind of key; what is not made is noted. */
  Optional<KeyAlgorithm> key() {
    var key = values.find(CfsslKeys.KEY);
    var algorithm = key.flatMap(section -> section.value().value(CfsslKeys.ALGORITHM));
    var size = key.flatMap(section -> section.value().find(CfsslKeys.SIZE));
    if (algorithm.isEmpty() || size.isEmpty()) {
      return Optional.empty();
    }
    var kind = kind(algorithm.get(), size.get().value());
    if (kind.isEmpty()) {
      findings.error(
          size.get().place(),
          "%s keys of %d bits are not made".formatted(algorithm.get(), size.get().value()),
          switch (algorithm.get()) {
            case RSA -> "write 2048, 3072 or 4096";
            case ECDSA -> "write 256 or 384";
          });
    }
    return kind;
  }

  private static Optional<KeyAlgorithm> kind(CfsslKeys.Algorithm algorithm, long size) {
    var text =
        switch (algorithm) {
          case RSA -> "RSA-" + size;
          case ECDSA -> "ECDSA-P" + size;
        };
    return List.of(KeyAlgorithm.values()).stream()
        .filter(kind -> kind.toString().equals(text))
        .findFirst();
  }

  /** An authority's. */
  Duration lifetime() {
    return values
        .value(CfsslKeys.AUTHORITY)
        .flatMap(section -> section.value(CfsslKeys.AUTHORITY_EXPIRY))
        .orElse(Duration.ZERO);
  }

  AlternativeNames names() {
    return AlternativeNames.of(
        values.value(CfsslKeys.HOSTS).orElse(List.of()).stream().map(Placed::value).toList());
  }

  Subject subject() {
    var subject = Subject.of(values.get(CfsslKeys.COMMON_NAME));
    for (var name : values.get(CfsslKeys.NAMES)) {
      subject = with(subject, Subject.Kind.COUNTRY, name.value().value(CfsslKeys.COUNTRY));
      subject =
          with(subject, Subject.Kind.ORGANIZATION, name.value().value(CfsslKeys.ORGANIZATION));
      subject = with(subject, Subject.Kind.ORGANIZATIONAL_UNIT, name.value().value(CfsslKeys.UNIT));
      subject = with(subject, Subject.Kind.LOCALITY, name.value().value(CfsslKeys.LOCALITY));
      subject = with(subject, Subject.Kind.STATE, name.value().value(CfsslKeys.STATE));
    }
    return subject;
  }

  private static Subject with(Subject subject, Subject.Kind kind, Optional<String> value) {
    return value.map(text -> subject.with(kind, text)).orElse(subject);
  }
}
