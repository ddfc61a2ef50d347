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

  private enum Kind {
    /** Watching began; what was before it was not seen. */
    START,
    EVENT,
    END
  }

  private record Change(Instant at, boolean held, Kind kind) {}

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
    Instant last = Instant.MIN;
    for (Change change : changes(text, address)) {
      Optional<Instant> gone = goneBetween(since, goneAt, change.at());
      if (gone.isPresent() && since.isPresent()) {
        holdings.add(new Holding(host, since.get(), gone.get()));
        since = Optional.empty();
      }
      if (change.held() && since.isEmpty() && change.kind() != Kind.END) {
        since = Optional.of(change.at());
      } else if (!change.held() && since.isPresent()) {
        // A host that has restarted has lost it when it went down, which it could not tell.
        Instant lost = change.kind() == Kind.START ? last : change.at();
        holdings.add(new Holding(host, since.get(), lost));
        since = Optional.empty();
      }
      last = change.at();
    }
    Instant until = goneBetween(since, goneAt, end).orElse(end);
    since
        .filter(from -> from.isBefore(until))
        .ifPresent(from -> holdings.add(new Holding(host, from, until)));
    return holdings;
  }

  private static Optional<Instant> goneBetween(
      Optional<Instant> since, Optional<Instant> goneAt, Instant until) {
    return goneAt.filter(
        gone -> since.isPresent() && since.get().isBefore(gone) && !gone.isAfter(until));
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
          .map(
              at ->
                  new Change(
                      at, words[2].equals("held"), words[0].equals("end") ? Kind.END : Kind.START));
    }
    if (line.startsWith("[") && line.contains(" inet " + address + "/")) {
      return time(words[0].substring(1, words[0].length() - 1))
          .map(at -> new Change(at, !words[1].equals("Deleted"), Kind.EVENT));
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
