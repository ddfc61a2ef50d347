@NullMarked
package dev.daruma.engine.ssh;

import org.jspecify.annotations.NullMarked;
