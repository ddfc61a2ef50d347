/**
 * A thousand hosts that answer as those of a finished site do.
 *
 * <p>What does not depend on the site was recorded on real hosts of a lab; what does is worked out
 * from the site. A question that was never recorded is an error, so that the simulation cannot fall
 * behind what daruma asks.
 */
@NullMarked
package dev.daruma.bench.scale;

import org.jspecify.annotations.NullMarked;
