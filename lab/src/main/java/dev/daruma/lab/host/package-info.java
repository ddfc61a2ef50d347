/**
 * Hosts out of Linux namespaces: systemd-nspawn machines with a real systemd, sshd and cgroups.
 *
 * <p>In comes a site's names and addresses, out come hosts that answer SSH there and can be cut,
 * powered off and rebooted. What runs is always read from the machine (/proc, cgroups, links),
 * never from memory. Workarounds that only namespaces need live here and nowhere else.
 */
@NullMarked
package dev.daruma.lab.host;

import org.jspecify.annotations.NullMarked;
