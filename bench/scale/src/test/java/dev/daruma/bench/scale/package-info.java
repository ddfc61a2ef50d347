@NullMarked
package dev.daruma.bench.scale;

import org.jspecify.annotations.NullMarked;
