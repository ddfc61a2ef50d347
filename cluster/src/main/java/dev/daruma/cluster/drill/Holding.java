package dev.daruma.cluster.drill;

import dev.daruma.engine.host.HostName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A host that held the endpoint's address for a while. */
public record Holding(HostName host, Instant from, Instant to) {

  /** Two hosts that held it at once. */
  public record Overlap(HostName one, HostName other, Instant from, Instant to) {
    public Duration length() {
      return Duration.between(from, to);
    }
  }

  /** In order of time, within a span; what lies outside of it is cut off. */
  public static List<Holding> within(List<Holding> holdings, Instant begin, Instant end) {
    return holdings.stream()
        .filter(holding -> holding.to().isAfter(begin) && holding.from().isBefore(end))
        .map(
            holding ->
                new Holding(
                    holding.host(),
                    holding.from().isBefore(begin) ? begin : holding.from(),
                    holding.to().isAfter(end) ? end : holding.to()))
        .sorted(Comparator.comparing(Holding::from).thenComparing(Holding::host))
        .toList();
  }

  /**
   * Times at which two hosts held the address at once.
   *
   * @param doubt by how much the hosts' clocks may differ; an overlap that is not longer may be
   *     none
   */
  public static List<Overlap> overlaps(List<Holding> holdings, Duration doubt) {
    List<Overlap> overlaps = new ArrayList<>();
    for (int at = 0; at < holdings.size(); at++) {
      for (Holding other : holdings.subList(at + 1, holdings.size())) {
        Holding one = holdings.get(at);
        Instant from = one.from.isAfter(other.from) ? one.from : other.from;
        Instant to = one.to.isBefore(other.to) ? one.to : other.to;
        if (!one.host.equals(other.host) && Duration.between(from, to).compareTo(doubt) > 0) {
          overlaps.add(new Overlap(one.host, other.host, from, to));
        }
      }
    }
    return overlaps;
  }
}
