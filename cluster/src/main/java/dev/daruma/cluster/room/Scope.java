package dev.daruma.cluster.room;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.shape.Nearest;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a run is limited to. Where hosts are named, only to those; where rooms are named, only in
 * those; where both are, only there. Empty means the whole site.
 */
public record Scope(SortedSet<HostName> hosts, Set<ClusterRoom> rooms) {
  public static final Scope WHOLE = new Scope(new TreeSet<>(), Set.of());

  public Scope {
    hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
    rooms = rooms.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(rooms));
  }

  /**
   * What a person named. A word that is both a host's and a room's is the host's.
   *
   * @throws ProblemException USAGE for a word that is neither; it names the nearest that is
   */
  public static Scope of(Site site, List<String> words) {
    SortedSet<HostName> hosts = new TreeSet<>();
    Set<ClusterRoom> rooms = EnumSet.noneOf(ClusterRoom.class);
    for (String word : words) {
      if (site.hosts().stream().anyMatch(host -> host.name().value().equals(word))) {
        hosts.add(new HostName(word));
      } else {
        rooms.add(
            ClusterRoom.ofLife().stream()
                .filter(room -> room.word().equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(site, word)));
      }
    }
    return new Scope(hosts, rooms);
  }

  private static ProblemException unknown(Site site, String word) {
    List<String> valid = new ArrayList<>();
    site.hosts().forEach(host -> valid.add(host.name().value()));
    String hosts = String.join(", ", valid);
    String rooms =
        ClusterRoom.ofLife().stream().map(ClusterRoom::word).collect(Collectors.joining(", "));
    ClusterRoom.ofLife().forEach(room -> valid.add(room.word()));
    return new ProblemException(
        Problem.of(
            Problem.Code.USAGE,
            "limit the work to " + word,
            "site " + site.name() + " has no host " + word + ", and there is no such room",
            Nearest.to(word, valid).map(near -> "did you mean " + near + "? ").orElse("")
                + "hosts: "
                + hosts
                + "; rooms: "
                + rooms));
  }

  public boolean isWhole() {
    return hosts.isEmpty() && rooms.isEmpty();
  }

  /** Whether there may be something to do for the host; others may be away. */
  public boolean concerns(Host host) {
    return (hosts.isEmpty() || hosts.contains(host.name()))
        && (rooms.isEmpty() || rooms.stream().anyMatch(room -> room.concerns(host)));
  }

  public boolean allows(Act act) {
    return (hosts.isEmpty() || hosts.contains(act.host()))
        && (rooms.isEmpty() || rooms.stream().anyMatch(act.room()::equals));
  }

  /** The words that name it, hosts first; empty for the whole site. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    hosts.forEach(host -> words.add(host.value()));
    rooms.forEach(room -> words.add(room.word()));
    return words;
  }
}
