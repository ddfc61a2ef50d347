package dev.daruma.cluster.drill;

import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.quorum.Electorate;
import dev.daruma.cluster.quorum.Intent;
import dev.daruma.cluster.quorum.QuorumGuard;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What keeps a drill from being done: said before anything is touched. */
public final class DrillGuard {
  private static final String ACT = "drill";

  private DrillGuard() {}

  /**
   * Refusals that need no look at the hosts.
   *
   * @param lab whether the hosts are those of a lab
   * @param agreed whether somebody has agreed to the drill on real hosts
   */
  public static List<Problem> beforehand(
      Site site, List<Drill> drills, Optional<HostName> named, boolean lab, boolean agreed) {
    List<Problem> problems = new ArrayList<>();
    Optional<Host> host =
        named.flatMap(
            name -> site.hosts().stream().filter(each -> each.name().equals(name)).findFirst());
    if (named.isPresent() && host.isEmpty()) {
      problems.add(
          Problem.of(
              Problem.Code.USAGE,
              ACT,
              "site " + site.name() + " has no host " + named.get(),
              "name one of "
                  + String.join(
                      ", ", site.hosts().stream().map(each -> each.name().value()).toList())));
    }
    for (Drill drill : drills) {
      if (drill.onlyInLab() && !lab) {
        problems.add(
            Problem.of(
                Problem.Code.REFUSED,
                ACT + " " + drill.word(),
                "nobody could bring a real host back over SSH after it",
                "rehearse it: daruma lab up boots the same site on this machine"));
      }
      host.filter(each -> drill.needsControlPlane() && !each.is(Role.CONTROL_PLANE))
          .ifPresent(
              each ->
                  problems.add(
                      Problem.of(
                          Problem.Code.USAGE,
                          each.name(),
                          ACT + " " + drill.word(),
                          "it is no control plane, and has nothing that this drill is about",
                          "name a control plane by --host, or none")));
    }
    address(site).ifPresent(problems::add);
    if (!lab && !agreed && problems.isEmpty()) {
      problems.add(
          Problem.of(
              Problem.Code.REFUSED,
              ACT,
              "the hosts of site "
                  + site.name()
                  + " are real, and what runs on them may be interrupted",
              "repeat it with --yes, or at a terminal, where the site's name is asked for"));
    }
    return problems;
  }

  /** Drills follow the endpoint's address over the control planes; some sites have none there. */
  private static Optional<Problem> address(Site site) {
    Endpoint endpoint = site.kubernetes().endpoint();
    if (endpoint.virtualAddress().isEmpty()) {
      return Optional.of(
          Problem.of(
              Problem.Code.REFUSED,
              ACT,
              "the endpoint "
                  + endpoint.hostAndPort()
                  + " is external: somebody else chooses the API server that answers, and nobody on the hosts can tell which",
              "drill a site whose endpoint is keepalived's or HAProxy's; daruma lab up boots one"
                  + " on this machine"));
    }
    if (!site.controlPlanes().containsAll(EndpointAddress.candidates(site))) {
      return Optional.of(
          Problem.of(
              Problem.Code.REFUSED,
              ACT,
              "the endpoint's address is on a load-balancer, and drills follow it over control planes only",
              "drill a site whose control planes hold the address; daruma lab up boots one on this"
                  + " machine"));
    }
    return Optional.empty();
  }

  /**
   * Refuses while the site is not whole, and when the quorum guard objects to the loss of one.
   *
   * @param seen by host; one that is missing did not answer
   */
  public static List<Problem> atStart(Site site, Map<HostName, HostCondition> seen) {
    List<Problem> problems = new ArrayList<>();
    Optional<String> objection = objection(site, seen);
    long well = site.controlPlanes().stream().filter(host -> isWell(host, seen)).count();
    for (Host host : site.nodes()) {
      obstacle(host, seen)
          .ifPresent(
              cause ->
                  problems.add(
                      Problem.of(
                          Problem.Code.REFUSED,
                          host.name(),
                          ACT,
                          cause
                              + "; the site is not whole: %d of %d control planes are well"
                                  .formatted(well, site.controlPlanes().size())
                              + objection.map(arithmetic -> "; " + arithmetic).orElse(""),
                          "see daruma status; mend the host, or run daruma apply, and drill then")));
    }
    if (problems.isEmpty()) {
      objection.ifPresent(
          arithmetic ->
              problems.add(
                  Problem.of(
                      Problem.Code.REFUSED,
                      ACT,
                      arithmetic,
                      "a site that is to survive the loss of a host needs three control planes")));
    }
    List<HostName> holders =
        seen.values().stream()
            .filter(HostCondition::holdsAddress)
            .map(HostCondition::host)
            .sorted()
            .toList();
    if (problems.isEmpty() && holders.size() != 1) {
      problems.add(
          Problem.of(
              Problem.Code.REFUSED,
              ACT,
              "the endpoint's address is on "
                  + (holders.isEmpty() ? "no host" : holders.size() + " hosts: " + holders)
                  + ", and shall be on one",
              "see journalctl -u keepalived on the control planes"));
    }
    return problems;
  }

  /** Why a control plane that is well may not be taken, in the quorum guard's words. */
  private static Optional<String> objection(Site site, Map<HostName, HostCondition> seen) {
    SortedMap<HostName, Electorate.Seat> seats = new TreeMap<>();
    site.controlPlanes()
        .forEach(
            host -> seats.put(host.name(), new Electorate.Seat(true, true, isWell(host, seen))));
    Electorate electorate = new Electorate(seats);
    return site.controlPlanes().stream()
        .filter(host -> isWell(host, seen))
        .map(
            host ->
                QuorumGuard.refusals(electorate, ACT, Intent.interrupt(host.name()), site.name()))
        .flatMap(List::stream)
        .map(Problem::cause)
        .findFirst();
  }

  private static boolean isWell(Host host, Map<HostName, HostCondition> seen) {
    return obstacle(host, seen).isEmpty();
  }

  private static Optional<String> obstacle(Host host, Map<HostName, HostCondition> seen) {
    return Optional.ofNullable(seen.get(host.name()))
        .map(HostCondition::obstacle)
        .orElse(Optional.of("it does not answer"));
  }
}
