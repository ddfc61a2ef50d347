package dev.daruma.cluster.drill;

import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a host has seen of the endpoint's address, as {@link Watch#controlPlane} writes it: lines of
 * {@code ip -o -ts monitor address} (ip-monitor(8)), and of the address as it was when watching
 * began and ended. By the host's own clock.
 */
public final class AddressLog {
  private AddressLog() {}

  private record Change(Instant at, boolean held, boolean last) {}

  /**
   * When the host held the address.
   *
   * @param goneAt when the host lost its power and with it everything, if it did: from then on it
   *     held nothing, though it could not say so
   * @param end of what is asked for
   */
  public static List<Holding> holdings(
      HostName host, String text, InetAddress address, Optional<Instant> goneAt, Instant end) {
    List<Holding> holdings = new ArrayList<>();
    Optional<Instant> since = Optional.empty();
    for (Change change : changes(text, address)) {
      if (goneAt.isPresent() && since.isPresent() && !change.at().isBefore(goneAt.get())) {
        holdings.add(new Holding(host, since.get(), goneAt.get()));
        since = Optional.empty();
      }
      if (change.held() && since.isEmpty() && !change.last()) {
        since = Optional.of(change.at());
      } else if (!change.held() && since.isPresent()) {
        holdings.add(new Holding(host, since.get(), change.at()));
        since = Optional.empty();
      }
    }
    Instant until = goneAt.filter(gone -> gone.isBefore(end)).orElse(end);
    since
        .filter(from -> from.isBefore(until))
        .ifPresent(from -> holdings.add(new Holding(host, from, until)));
    return holdings;
  }

  private static List<Change> changes(String text, InetAddress address) {
    List<Change> changes = new ArrayList<>();
    for (String line : text.lines().toList()) {
      change(line, address.getHostAddress()).ifPresent(changes::add);
    }
    return changes;
  }

  private static Optional<Change> change(String line, String address) {
    String[] words = line.strip().split("\\s+");
    if (words.length == 3 && (words[0].equals("start") || words[0].equals("end"))) {
      return time(words[1])
          .map(at -> new Change(at, words[2].equals("held"), words[0].equals("end")));
    }
    if (line.startsWith("[") && line.contains(" inet " + address + "/")) {
      return time(words[0].substring(1, words[0].length() - 1))
          .map(at -> new Change(at, !words[1].equals("Deleted"), false));
    }
    return Optional.empty();
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeParseException cutOff) {
      return Optional.empty();
    }
  }
}
