package dev.daruma.cluster.facts;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.problem.Problem;
import java.util.SortedMap;
import java.util.TreeMap;

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

  /** The same, with more that was read. */
  public Facts and(Facts more) {
    SortedMap<HostName, HostFacts> read = new TreeMap<>(hosts);
    read.putAll(more.hosts);
    SortedMap<HostName, Problem> silent = new TreeMap<>(unread);
    silent.putAll(more.unread);
    return new Facts(read, silent);
  }

  /** The same, as if a host's node had been cut off half-done: it is cleared and joins anew. */
  public Facts asInterrupted(HostName host) {
    SortedMap<HostName, HostFacts> read = new TreeMap<>(hosts);
    read.computeIfPresent(
        host,
        (name, facts) ->
            new HostFacts(
                facts.observed().with(KubeadmRun.PROBE, KubeadmRun.CUT_OFF),
                facts.askedAt(),
                facts.readAt()));
    return new Facts(read, unread);
  }

  public <T> T get(HostName host, Probe<T> probe) {
    return of(host).get(probe);
  }
}
