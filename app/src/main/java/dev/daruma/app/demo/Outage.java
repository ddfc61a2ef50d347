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
   * The whole of it: where the API came and went several times, all from its first end to its last
   * return.
   *
   * @param steady how long it must have answered without fail to count as back
   * @return empty while it is not back for that long, or was never away
   */
  static Optional<Outage> of(List<Look> looks, Duration steady) {
    List<Look> inOrder = looks.stream().sorted(Comparator.comparing(Look::at)).toList();
    Optional<Look> firstFailure = inOrder.stream().filter(look -> !look.succeeded()).findFirst();
    if (firstFailure.isEmpty()) {
      return Optional.empty();
    }
    Look lastFailure =
        inOrder.reversed().stream().filter(look -> !look.succeeded()).findFirst().orElseThrow();
    Optional<Look> before =
        inOrder.stream().takeWhile(look -> look.succeeded()).reduce((first, second) -> second);
    Optional<Look> after =
        inOrder.stream().filter(look -> look.at().isAfter(lastFailure.at())).findFirst();
    Instant end = inOrder.getLast().at();
    if (before.isEmpty()
        || after.isEmpty()
        || Duration.between(after.get().at(), end).compareTo(steady) < 0) {
      return Optional.empty();
    }
    int failures = (int) inOrder.stream().filter(look -> !look.succeeded()).count();
    return Optional.of(new Outage(before.get().at(), after.get().at(), failures));
  }
}
