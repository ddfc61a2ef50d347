package dev.daruma.app.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** How long something was away, by what probes saw: from the last success to the first after it. */
record Outage(Instant lastBefore, Instant firstAfter, int failures) {

  /** One look. */
  record Look(Instant at, boolean succeeded) {}

  Duration length() {
    return Duration.between(lastBefore, firstAfter);
  }

  /**
   * The longest time without an answer. Single looks that fail before or after it, as on a machine
   * that is out of breath, do not lengthen it.
   *
   * @param steady how long ago it must have ended, with an answer at the end, to count as over
   * @return empty while it is not over for that long, or when no look failed
   */
  static Optional<Outage> of(List<Look> looks, Duration steady) {
    List<Look> inOrder = looks.stream().sorted(Comparator.comparing(Look::at)).toList();
    Optional<Outage> longest = Optional.empty();
    Optional<Instant> lastSuccess = Optional.empty();
    int failures = 0;
    for (Look look : inOrder) {
      if (!look.succeeded()) {
        failures++;
        continue;
      }
      if (failures > 0 && lastSuccess.isPresent()) {
        Outage outage = new Outage(lastSuccess.get(), look.at(), failures);
        if (longest.isEmpty() || outage.length().compareTo(longest.get().length()) > 0) {
          longest = Optional.of(outage);
        }
      }
      lastSuccess = Optional.of(look.at());
      failures = 0;
    }
    Instant end = lastSuccess.orElse(Instant.MIN);
    return longest.filter(outage -> !end.isBefore(outage.firstAfter().plus(steady)));
  }
}
