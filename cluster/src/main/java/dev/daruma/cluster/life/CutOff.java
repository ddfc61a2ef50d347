package dev.daruma.cluster.life;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.node.Departure;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.problem.Problem;
import java.util.Optional;

/** A host that the cluster sees and daruma does not may still hold the endpoint's address. */
final class CutOff {
  private CutOff() {}

  /** Why the host is not taken out; empty when it may be. */
  static Optional<Problem> problem(Site site, Facts facts, Departure departure, String act) {
    if (departure.alive() || !departure.ready() || departure.reason() == Departure.Reason.BLANK) {
      return Optional.empty();
    }
    return Optional.of(
        Problem.of(
            Problem.Code.REFUSED,
            departure.host().name(),
            act,
            "the host does not answer here, but the cluster sees that its node is ready: "
                + "it lives, and would go on with what it holds"
                + Optional.ofNullable(facts.unread().get(departure.host().name()))
                    .map(problem -> " (" + problem.cause().strip() + ")")
                    .orElse(""),
            "see that it can be reached over SSH, or turn it off, and run it again when the "
                + "cluster has noticed; or insist with --force-unsafe "
                + site.name()));
  }
}
