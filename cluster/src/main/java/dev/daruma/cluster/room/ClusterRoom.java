package dev.daruma.cluster.room;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.engine.plan.Room;
import java.util.Arrays;
import java.util.List;

/** The rooms, each a package of the same name, in the order of {@code Life}. */
public enum ClusterRoom implements Room {
  OS("os"),
  PACKAGES("packages"),
  RUNTIME("runtime"),
  ENDPOINT("endpoint"),
  PKI("pki"),
  CONTROLPLANE("controlplane"),
  WORKER("worker"),
  NETWORK("network"),
  /** Labels and taints, drains, and nodes that leave. */
  NODE("node"),
  VERIFY("verify"),
  /** Only {@code reset} goes there; nobody limits an apply to it. */
  RESET("reset");

  private final String word;

  ClusterRoom(String word) {
    this.word = word;
  }

  @Override
  public String word() {
    return word;
  }

  /** Those that {@code plan} and {@code apply} go through. */
  public static List<ClusterRoom> ofLife() {
    return Arrays.stream(values()).filter(room -> room != RESET).toList();
  }

  /** Whether there may be anything to do for the host in this room. */
  public boolean concerns(Host host) {
    return switch (this) {
      case OS, PACKAGES -> host.isBuilt();
      case RUNTIME, NETWORK, NODE, VERIFY -> host.isNode();
      // Nodes call the API there.
      case ENDPOINT -> host.isBuilt();
      case PKI -> host.is(Role.CONTROL_PLANE) || host.is(Role.LOAD_BALANCER);
      case CONTROLPLANE -> host.is(Role.CONTROL_PLANE);
      case WORKER -> host.is(Role.WORKER) && !host.is(Role.CONTROL_PLANE);
      case RESET -> true;
    };
  }
}
