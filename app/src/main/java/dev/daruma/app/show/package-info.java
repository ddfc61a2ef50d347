/**
 * What people and programs read: plans, progress, times, problems, as text or JSON.
 *
 * <p>Takes the engine's values and gives lines. Touches no host and no file.
 */
@NullMarked
package dev.daruma.app.show;

import org.jspecify.annotations.NullMarked;
