package dev.daruma.app.run;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.node.Departure;
import dev.daruma.cluster.node.Departures;
import dev.daruma.cluster.site.Host;
import java.util.List;

/** Hosts that the cluster has and the site file does not: they are asked as well before they go. */
final class Strangers {
  private Strangers() {}

  /** The facts, with those of strangers if there are any. */
  static Facts with(Visit visit, Facts facts) {
    List<Host> strangers =
        Departures.of(visit.site(), facts).stream()
            .filter(each -> each.reason() == Departure.Reason.NOT_IN_FILE)
            .map(Departure::host)
            .toList();
    return strangers.isEmpty() ? facts : facts.and(visit.lookAtStrangers(strangers));
  }
}
