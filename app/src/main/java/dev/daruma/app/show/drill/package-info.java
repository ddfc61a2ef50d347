/**
 * Reports of drills as people and programs read them: lines, a table, JSON, a page of HTML.
 *
 * <p>Comes in: reports; goes out: text. Decides nothing, reads nothing.
 */
@NullMarked
package dev.daruma.app.show.drill;

import org.jspecify.annotations.NullMarked;
