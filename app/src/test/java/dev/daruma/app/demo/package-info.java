/** Tests of what the demonstration measures. Values in, values out; no host is touched. */
@NullMarked
package dev.daruma.app.demo;

import org.jspecify.annotations.NullMarked;
