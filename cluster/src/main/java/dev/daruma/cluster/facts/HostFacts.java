package dev.daruma.cluster.facts;

import dev.daruma.engine.observe.Observed;
import java.time.Instant;

/**
 * What was read from one host.
 *
 * @param readAt the operator's time when the answer had come
 */
public record HostFacts(Observed observed, Instant readAt) {}
