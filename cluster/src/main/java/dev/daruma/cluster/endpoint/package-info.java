/**
 * The address that outlives any host: keepalived moves it to a host whose apiserver is ready, and
 * other groups' addresses to a host that lives.
 *
 * <p>Comes in: the virtual IP, the control planes' addresses, interface names. Goes out: texts of
 * keepalived's configuration and of its check. Touches no host.
 */
@NullMarked
package dev.daruma.cluster.endpoint;

import org.jspecify.annotations.NullMarked;
