/** Tests of what the operator's terminal is asked. */
@NullMarked
package dev.daruma.app.terminal;

import org.jspecify.annotations.NullMarked;
