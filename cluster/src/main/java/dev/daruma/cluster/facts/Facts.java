package dev.daruma.cluster.facts;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.problem.Problem;
import java.util.SortedMap;

/**
 * What was read from the site.
 *
 * @param hosts what was read, by host
 * @param unread why nothing could be read, for the hosts that did not answer
 */
public record Facts(SortedMap<HostName, HostFacts> hosts, SortedMap<HostName, Problem> unread) {
  public boolean knows(HostName host) {
    return hosts.containsKey(host);
  }

  /**
   * @throws IllegalArgumentException when the host did not answer
   */
  public Observed of(HostName host) {
    HostFacts facts = hosts.get(host);
    if (facts == null) {
      throw new IllegalArgumentException("nothing was read from " + host);
    }
    return facts.observed();
  }

  public <T> T get(HostName host, Probe<T> probe) {
    return of(host).get(probe);
  }
}
