/**
 * How a site is at this moment: hosts, nodes, etcd, the endpoint's holder, certificates, drift.
 *
 * <p>Comes in: what was read from the hosts in one look. Goes out: a {@link
 * dev.daruma.cluster.status.SiteStatus} and what in it is not well. Pure; changes nothing, and
 * decides nothing that is carried out.
 */
@NullMarked
package dev.daruma.cluster.status;

import org.jspecify.annotations.NullMarked;
