/**
 * containerd's and Docker's configuration, where they are spoken to, and how containers end when
 * their host shuts down.
 *
 * <p>Comes in: the pause image, the cgroup driver, where images come from, where network plugins
 * lie. Goes out: texts of files. Touches no host; images and packages are other rooms' affairs.
 */
@NullMarked
package dev.daruma.cluster.runtime;

import org.jspecify.annotations.NullMarked;
