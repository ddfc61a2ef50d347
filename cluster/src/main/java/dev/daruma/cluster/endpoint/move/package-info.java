/**
 * A living site's endpoint is moved: whoever calls the API by the old one is pointed at the new
 * one, and only then what served the old one is retired.
 *
 * <p>Comes in: what kubeconfigs on hosts and documents in the cluster say. Goes out: steps, each of
 * which can be done twice. Both endpoints serve while they are done.
 */
@NullMarked
package dev.daruma.cluster.endpoint.move;

import org.jspecify.annotations.NullMarked;
