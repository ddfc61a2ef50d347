package dev.daruma.cluster.status;

import dev.daruma.cluster.site.Host;
import dev.daruma.engine.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * How a host is.
 *
 * @param unread why nothing could be read from it; empty when it answered
 * @param node as the API tells it; empty where it tells of none
 * @param apiReady whether its own API server is ready; empty for what is no control plane, and for
 *     a host that did not answer
 * @param holdsEndpoint whether it has the endpoint's address
 * @param expiry what ends first of the certificates that were signed for it
 * @param authorityExpiry what ends first of its copies of the authorities
 * @param unreadable certificates of its that cannot be read
 */
public record HostState(
    Host host,
    Optional<Problem> unread,
    Optional<NodeState> node,
    Optional<Boolean> apiReady,
    boolean holdsEndpoint,
    Optional<Expiry> expiry,
    Optional<Expiry> authorityExpiry,
    List<String> unreadable) {
  public HostState {
    unreadable = List.copyOf(unreadable);
  }
}
