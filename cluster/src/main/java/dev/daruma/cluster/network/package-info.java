/**
 * The pod network {@code routed}: a bridge on each host, routes between hosts by BGP, nothing
 * wrapped in anything. Routers outside the cluster learn the ways by BGP, too.
 *
 * <p>Comes in: pod networks, hosts' addresses. Goes out: texts of BIRD's, CNI's and systemd's
 * files. Touches no host.
 */
@NullMarked
package dev.daruma.cluster.network;

import org.jspecify.annotations.NullMarked;
