package dev.daruma.app.run;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.life.Blueprint;
import dev.daruma.cluster.life.Look;
import dev.daruma.cluster.status.Drift;
import dev.daruma.cluster.status.SiteStatus;
import dev.daruma.engine.problem.ProblemException;
import java.util.Optional;

/**
 * Looks at a site once: what a plan wants to know and what a status does, in one round trip. A host
 * that does not answer is not insisted on.
 *
 * @param blueprint empty where none can be made, for lack of a bundle
 * @param lacking why there is none
 */
public record StatusLook(Visit visit, Optional<Blueprint> blueprint, String lacking) {

  public static StatusLook at(Visit visit) {
    try {
      return new StatusLook(visit, Optional.of(visit.blueprint()), "");
    } catch (ProblemException noBundle) {
      return new StatusLook(visit, Optional.empty(), noBundle.problem().cause());
    }
  }

  public SiteStatus look() {
    var site = visit.site();
    Look look = new Look(visit.shells(), visit.workplace().clock());
    Facts facts =
        blueprint
            .map(plan -> look.at(site, plan, host -> SiteStatus.probes(site, host)))
            .orElseGet(() -> look.at(site, host -> SiteStatus.probes(site, host)));
    Drift drift =
        blueprint.map(plan -> Drift.of(plan, facts)).orElseGet(() -> new Drift.Unknown(lacking));
    return SiteStatus.of(site, facts, drift, visit.workplace().clock().instant());
  }
}
