package dev.daruma.engine.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys that an OpenSSH known_hosts file holds.
 *
 * <p>Source: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT. Lines that cannot be read count as absent, as
 * they do for OpenSSH; so do certificate authorities, which daruma does not use.
 */
record KnownHosts(List<Entry> entries) {

  /** A line of the file. */
  record Entry(boolean revoked, String hosts, KeyBlob key) {}

  /** What the file says of a key that a host has shown. */
  enum Verdict {
    KNOWN,
    UNKNOWN,
    CHANGED,
    REVOKED
  }

  /** An absent file is an empty one. */
  static KnownHosts read(Path file) throws IOException {
    return Files.exists(file)
        ? parse(new String(Files.readAllBytes(file), UTF_8))
        : new KnownHosts(List.of());
  }

  static KnownHosts parse(String text) {
    return new KnownHosts(text.lines().map(KnownHosts::entry).flatMap(Optional::stream).toList());
  }

  private static Optional<Entry> entry(String line) {
    List<String> fields = new ArrayList<>(List.of(line.strip().split("\\s+")));
    boolean revoked = fields.getFirst().equals("@revoked");
    if (revoked) {
      fields.removeFirst();
    }
    if (fields.size() < 3
        || fields.getFirst().startsWith("#")
        || fields.getFirst().startsWith("@")) {
      return Optional.empty();
    }
    try {
      KeyBlob key = KeyBlob.parse(fields.get(2));
      return key.type().equals(fields.get(1))
          ? Optional.of(new Entry(revoked, fields.get(0), key))
          : Optional.empty();
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  Verdict verdict(String address, int port, KeyBlob key) {
    List<Entry> matching = matching(address, port);
    if (matching.stream().anyMatch(entry -> entry.revoked && entry.key.equals(key))) {
      return Verdict.REVOKED;
    }
    List<Entry> trusted = matching.stream().filter(entry -> !entry.revoked).toList();
    if (trusted.stream().anyMatch(entry -> entry.key.equals(key))) {
      return Verdict.KNOWN;
    }
    return trusted.isEmpty() ? Verdict.UNKNOWN : Verdict.CHANGED;
  }

  /** Types of the keys by which the host is known, to be preferred when keys are agreed upon. */
  List<String> types(String address, int port) {
    return matching(address, port).stream()
        .filter(entry -> !entry.revoked)
        .map(entry -> entry.key.type())
        .distinct()
        .toList();
  }

  /** The port's own entries; where there are none, those without a port, as OpenSSH does it. */
  private List<Entry> matching(String address, int port) {
    String name = address.toLowerCase(Locale.ROOT);
    List<Entry> plain = entries.stream().filter(entry -> matches(entry.hosts, name)).toList();
    if (port == 22) {
      return plain;
    }
    String withPort = "[" + name + "]:" + port;
    List<Entry> own = entries.stream().filter(entry -> matches(entry.hosts, withPort)).toList();
    return own.isEmpty() ? plain : own;
  }

  private static boolean matches(String hosts, String name) {
    if (hosts.startsWith("|1|")) {
      return hashMatches(hosts, name);
    }
    boolean matches = false;
    for (String pattern : hosts.toLowerCase(Locale.ROOT).split(",")) {
      if (pattern.startsWith("!") && fits(pattern.substring(1), name)) {
        return false;
      }
      matches |= fits(pattern, name);
    }
    return matches;
  }

  /** Most are plain names: a file of a thousand hosts is gone through for each of them. */
  private static boolean fits(String pattern, String name) {
    boolean isPlain = pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0;
    return isPlain ? pattern.equals(name) : glob(pattern).matcher(name).matches();
  }

  private static Pattern glob(String pattern) {
    String regex =
        pattern
            .chars()
            .mapToObj(
                character ->
                    switch (character) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(character));
                    })
            .collect(Collectors.joining());
    return Pattern.compile(regex);
  }

  /** {@code |1|SALT|HASH}: HMAC-SHA1 of the name with the salt as its key. */
  private static boolean hashMatches(String hosts, String name) {
    String[] parts = hosts.split("\\|");
    if (parts.length != 4) {
      return false;
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
      return MessageDigest.isEqual(
          mac.doFinal(name.getBytes(UTF_8)), Base64.getDecoder().decode(parts[3]));
    } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
      return false;
    }
  }
}
