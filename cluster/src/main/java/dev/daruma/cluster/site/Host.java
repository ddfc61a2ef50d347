package dev.daruma.cluster.site;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import java.net.Inet4Address;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A host of the site.
 *
 * @param address where the other hosts reach it; unique in the site
 * @param roles at least one, in the order of {@link Role}
 * @param labels Kubernetes labels of the node
 * @param taints Kubernetes taints of the node, beyond the one of a control plane that is no worker
 * @param runtime what runs its containers: the site's, or its own
 * @param target how it is reached over SSH: the site's settings overlaid with the host's own
 */
public record Host(
    HostName name,
    Inet4Address address,
    Set<Role> roles,
    SortedMap<String, String> labels,
    List<Taint> taints,
    Runtime.OfHost runtime,
    Target target) {

  public Host {
    roles = Collections.unmodifiableSet(new TreeSet<>(roles));
    labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    taints = List.copyOf(taints);
  }

  public boolean is(Role role) {
    return roles.contains(role);
  }

  /** Whether daruma prepares the host and brings packages to it. */
  public boolean isBuilt() {
    return isNode() || is(Role.LOAD_BALANCER);
  }

  /** Whether the host becomes a Kubernetes node. */
  public boolean isNode() {
    return is(Role.CONTROL_PLANE) || is(Role.WORKER);
  }
}
