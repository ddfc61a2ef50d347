package dev.daruma.cluster.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One look at whether something answers.
 *
 * @param at when it began: one that was given up after its limit had asked long before that
 */
public record Look(Instant at, boolean succeeded) {

  /**
   * The longest time in which none of these began: what was away then was not seen.
   *
   * @param looks in any order
   */
  public static Duration longestPause(List<Look> looks) {
    List<Instant> begun = looks.stream().map(Look::at).sorted().toList();
    Duration longest = Duration.ZERO;
    for (int at = 1; at < begun.size(); at++) {
      Duration pause = Duration.between(begun.get(at - 1), begun.get(at));
      longest = pause.compareTo(longest) > 0 ? pause : longest;
    }
    return longest;
  }
}
