@NullMarked
package dev.daruma.engine.observe;

import org.jspecify.annotations.NullMarked;
