/**
 * Builds a bundle out of Debian's packages: Kubernetes from Debian's source package, host packages
 * from its archive, images from both.
 *
 * <p>In: a Kubernetes version and a cache folder. Out: one file that {@link
 * dev.daruma.engine.bundle.Bundle} opens. {@link dev.daruma.lab.bundle.BundleBuilder} has the order
 * of things. Touches nothing outside the cache folder, and no host.
 */
@NullMarked
package dev.daruma.lab.bundle;

import org.jspecify.annotations.NullMarked;
