package dev.daruma.engine.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of a journal.
 *
 * @param kind such as {@code "started"}; kinds that this daruma does not know are kept
 * @param host where; empty for what concerns the whole run
 * @param act what was done; empty for what concerns the whole run
 * @param details whatever else the line says, in its order
 */
public record PastEvent(
    Instant at, String kind, String host, String act, Map<String, List<String>> details) {
  public PastEvent {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  boolean isOfSameAct(PastEvent other) {
    return host.equals(other.host) && act.equals(other.act);
  }

  /** The first value of a detail. */
  public Optional<String> detail(String name) {
    return details.getOrDefault(name, List.of()).stream().findFirst();
  }

  /** How long the act took, where the line says so. */
  public Optional<Duration> took() {
    return detail("milliseconds")
        .filter(text -> text.matches("\\d{1,15}"))
        .map(text -> Duration.ofMillis(Long.parseLong(text)));
  }

  int changeCount() {
    return detail("changeCount")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .orElse(1);
  }
}
