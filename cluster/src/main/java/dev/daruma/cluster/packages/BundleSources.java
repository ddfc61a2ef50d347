package dev.daruma.cluster.packages;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From where each host gets its part of the bundle: from a host that has all of that part, else
 * from the operator's machine, which so sends every file once.
 */
final class BundleSources {
  private final HostBundle bundle;

  /** Hosts that serve others, and how many. */
  private final List<Host> seeds;

  private final Map<HostName, Integer> served = new HashMap<>();

  private BundleSources(HostBundle bundle, List<Host> having) {
    this.bundle = bundle;
    this.seeds = new ArrayList<>(having);
  }

  /**
   * The act by which each host that lacks its part gets it.
   *
   * @param having hosts with a checked copy of theirs
   */
  static Map<HostName, Act> of(HostBundle bundle, List<Host> having, List<Host> lacking) {
    BundleSources sources = new BundleSources(bundle, having);
    Map<HostName, Act> acts = new HashMap<>();
    // Control planes first: they want the whole, so that the others can have theirs from them.
    lacking.stream()
        .sorted(Comparator.comparing(host -> !host.is(Role.CONTROL_PLANE)))
        .forEach(host -> acts.put(host.name(), sources.act(host)));
    return acts;
  }

  private Act act(Host host) {
    Optional<Host> seed =
        seeds.stream()
            .filter(candidate -> bundle.entries(candidate).containsAll(bundle.entries(host)))
            .min(Comparator.comparing(candidate -> served.getOrDefault(candidate.name(), 0)));
    if (seed.isEmpty()) {
      seeds.add(host);
      return new CopyBundle(host, bundle);
    }
    served.merge(seed.get().name(), 1, Integer::sum);
    return new FetchBundle(host, seed.get(), bundle);
  }
}
