@NullMarked
package dev.daruma.engine.shell;

import org.jspecify.annotations.NullMarked;
