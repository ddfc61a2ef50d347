package dev.daruma.cluster.network;

import dev.daruma.cluster.site.Network.Plugin;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether routers outside the cluster speak to its nodes. They are somebody else's, so that one
 * that does not is told, and stops nothing. Source: the BIRD 2.0 user's guide, "Remote control".
 */
public final class RouterSessions {
  private static final Duration LOOK = Duration.ofSeconds(15);

  /** BIRD asks again every five seconds. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final Fragment ASK =
      Fragment.of("birdc -r %s", "show protocols \"" + BirdConf.ROUTER + "*\"");

  /** Name, kind, table, state, since when, what about it. */
  private static final Pattern LINE =
      Pattern.compile(BirdConf.ROUTER + "(\\S+)\\s+BGP\\s+\\S+\\s+(\\S+)\\s+\\S+\\s*(\\S.*)?");

  private RouterSessions() {}

  /** Waits until every node has a session with every router, and says which are missing then. */
  public static void await(Work work, Site site) {
    if (site.kubernetes().network().plugin() != Plugin.ROUTED
        || site.kubernetes().network().peers().isEmpty()) {
      return;
    }
    boolean all =
        work.untilOrLate(
            "routers outside the cluster speak to every node",
            LIMIT,
            () -> {
              List<String> missing = missing(work, site);
              return missing.isEmpty() ? Seen.met(true) : Seen.notYet(String.join("; ", missing));
            });
    if (!all) {
      missing(work, site).forEach(work::say);
    }
  }

  private static List<String> missing(Work work, Site site) {
    long system = site.kubernetes().network().autonomousSystem();
    return site.nodes().stream()
        .flatMap(
            node ->
                missing(
                    new BirdConf.Peer(node.name(), node.address()),
                    system,
                    work.shell(node.name()).run(ASK, LOOK))
                    .stream())
        .toList();
  }

  /** Sessions of a node that are not established, each with what BIRD says of it. */
  static List<String> missing(BirdConf.Peer node, long autonomousSystem, Output answer) {
    if (!answer.succeeded()) {
      return List.of("BIRD on %s does not answer: %s".formatted(node.name(), answer.said()));
    }
    return answer
        .stdout()
        .lines()
        .map(line -> LINE.matcher(line.strip()))
        .filter(Matcher::matches)
        .filter(line -> !about(line).startsWith("Established"))
        .map(
            line ->
                "the router %s does not speak to %s (%s); it has to know %s, AS %d, as a neighbour"
                    .formatted(
                        line.group(1).replace('_', '.'),
                        node.name(),
                        about(line),
                        node.address().getHostAddress(),
                        autonomousSystem))
        .toList();
  }

  /** Such as {@code Active Socket: Connection refused}. */
  private static String about(Matcher line) {
    return Optional.ofNullable(line.group(3)).orElse(line.group(2)).replaceAll("\\s+", " ");
  }
}
