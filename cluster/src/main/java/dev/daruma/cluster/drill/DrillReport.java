package dev.daruma.cluster.drill;

import dev.daruma.cluster.drill.Holding.Overlap;
import dev.daruma.cluster.drill.LeaderLog.Leadership;
import dev.daruma.engine.host.HostName;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured of one drill.
 *
 * @param host what it was done to
 * @param times when what happened
 * @param asked what the probers saw from a moment before the cause until the site was whole again;
 *     what was not measured is missing
 * @param holders who had the endpoint's address
 * @param doubt by how much the hosts' clocks may differ; zero in a lab
 * @param leaders of etcd
 * @param pods that came to be elsewhere
 * @param notes what a reader should know of how it was measured
 */
public record DrillReport(
    Drill drill,
    HostName host,
    Times times,
    Map<Asked, Seen> asked,
    List<Holding> holders,
    Duration doubt,
    List<Leadership> leaders,
    List<PodMove> pods,
    List<String> notes) {

  /**
   * The course of a drill.
   *
   * @param begun the beginning of what was measured
   * @param caused the failure
   * @param undone what could be undone of it was
   * @param whole everything was as before, and had been for a while: the end of what was measured
   */
  public record Times(Instant begun, Instant caused, Instant undone, Instant whole) {
    public Duration recovery() {
      return Duration.between(undone, whole);
    }

    public Duration all() {
      return Duration.between(begun, whole);
    }
  }

  /** What a prober saw. */
  public record Seen(int looks, List<Outage> outages) {
    public static Seen of(List<Look> looks) {
      return new Seen(looks.size(), Outage.in(looks));
    }

    public Duration longest() {
      return Outage.longest(outages);
    }

    public Duration total() {
      return Outage.total(outages);
    }

    public int failures() {
      return outages.stream().mapToInt(Outage::failures).sum();
    }
  }

  /** A pod that was not there before the drill, and where it is. */
  public record PodMove(String pod, HostName node) {}

  public DrillReport {
    asked = new EnumMap<>(asked);
    holders = List.copyOf(holders);
    leaders = List.copyOf(leaders);
    pods = List.copyOf(pods);
    notes = List.copyOf(notes);
  }

  /** What was done to what, such as {@code power-off of one}. */
  public String title() {
    return drill.word()
        + " of "
        + (drill.where() == Drill.Where.EVERY_HOST ? drill.where().words() : host.value());
  }

  public List<Overlap> overlaps() {
    return Holding.overlaps(holders, doubt);
  }
}
