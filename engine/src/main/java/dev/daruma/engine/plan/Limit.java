package dev.daruma.engine.plan;

import dev.daruma.engine.host.HostName;

/**
 * Something of which only so many acts may have a part at once, such as changes of etcd's
 * membership or restarts of workers. Acts that share one name the same limit.
 *
 * @param name as a person says it: {@code "restarts of workers"}
 * @param capacity how many acts at once; at least 1
 * @param keptByFailure whether an act that fails keeps its place to the end of the run: so a change
 *     that breaks hosts breaks no more of them than the limit allows
 */
public record Limit(String name, int capacity, boolean keptByFailure) {
  /**
   * As many scripts as a host's connection runs at once: more acts would wait inside for a channel,
   * where nobody sees what they wait for.
   */
  private static final int ON_ONE_HOST = 4;

  public Limit {
    if (capacity < 1) {
      throw new IllegalArgumentException(name + ": a limit leaves room for one act at least");
    }
  }

  /** One act after the other, whatever becomes of them. */
  public static Limit one(String name) {
    return new Limit(name, 1, false);
  }

  /** What every act on the host takes part in. */
  public static Limit on(HostName host) {
    return new Limit("acts on " + host, ON_ONE_HOST, false);
  }
}
