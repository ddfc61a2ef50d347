package dev.daruma.cluster.life;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * A look at some hosts of a site, and at control planes beside them until one is found whose API
 * server answers. What is still being asked then is given up.
 *
 * @param wanted the hosts that are waited for
 */
record ScopedLook(Site site, List<Host> wanted, Function<Host, HostFacts> look) {

  Facts facts() {
    SortedMap<HostName, Future<HostFacts>> looks = new TreeMap<>();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    var ended = new ExecutorCompletionService<HostFacts>(threads);
    try {
      for (Host host : site.hosts()) {
        if (wanted.contains(host) || site.controlPlanes().contains(host)) {
          looks.put(host.name(), ended.submit(() -> look.apply(host)));
        }
      }
      while (!isEnough(looks)) {
        Future<HostFacts> _ = ended.take();
      }
      return Look.facts(ended(looks));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while looking at " + looks.keySet(), stopped);
    } finally {
      // Not waited for: one that is away answers to nothing for as long as it is given.
      threads.shutdownNow();
    }
  }

  private boolean isEnough(SortedMap<HostName, Future<HostFacts>> looks) {
    SortedMap<HostName, Future<HostFacts>> ended = ended(looks);
    return wanted.stream().allMatch(host -> ended.containsKey(host.name()))
        && (ended.size() == looks.size() || ControlPlanes.apiAnswers(site, Look.facts(ended)));
  }

  private static SortedMap<HostName, Future<HostFacts>> ended(
      SortedMap<HostName, Future<HostFacts>> looks) {
    SortedMap<HostName, Future<HostFacts>> ended = new TreeMap<>(looks);
    ended.values().removeIf(look -> !look.isDone());
    return ended;
  }
}
