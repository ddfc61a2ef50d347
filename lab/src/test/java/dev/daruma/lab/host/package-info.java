/** Tests of the lab's hosts: tables for what is decided, real hosts for the rest. */
@NullMarked
package dev.daruma.lab.host;

import org.jspecify.annotations.NullMarked;
