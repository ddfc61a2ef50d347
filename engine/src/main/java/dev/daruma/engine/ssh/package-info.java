/**
 * Hosts reached over SSH: keys, agents, host keys, jump hosts, sudo.
 *
 * <p>Takes a {@link dev.daruma.engine.host.Target} and gives a {@link
 * dev.daruma.engine.shell.Shell}. The only room that may use Apache MINA SSHD.
 */
@NullMarked
package dev.daruma.engine.ssh;

import org.jspecify.annotations.NullMarked;
