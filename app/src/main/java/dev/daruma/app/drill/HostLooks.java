package dev.daruma.app.drill;

import dev.daruma.cluster.drill.HostCondition;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Shells;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Asks hosts how they are, all at once. */
record HostLooks(Site site, Shells shells) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Those that answered. */
  Map<HostName, HostCondition> at(Collection<Host> hosts) {
    Map<HostName, HostCondition> seen = new ConcurrentHashMap<>();
    Together.each(hosts, host -> at(host).ifPresent(condition -> seen.put(host.name(), condition)));
    return new TreeMap<>(seen);
  }

  private Optional<HostCondition> at(Host host) {
    try {
      return Optional.of(
          HostCondition.of(
              host, shells.on(host.name()).run(HostCondition.questions(site, host), LIMIT)));
    } catch (ProblemException silent) {
      return Optional.empty();
    }
  }
}
