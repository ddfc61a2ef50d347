/**
 * Progress on a terminal: a view of all hosts that is drawn again and again, and lines that stay.
 *
 * <p>Events come in, text with ECMA-48 sequences goes out to a {@link
 * dev.daruma.app.show.live.Screen}. Knows no real terminal: tests draw on a model of one.
 */
@NullMarked
package dev.daruma.app.show.live;

import org.jspecify.annotations.NullMarked;
