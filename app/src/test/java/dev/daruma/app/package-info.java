/**
 * Tests that drive the command line in process, hold the walls between the modules, and build a
 * real cluster in a lab.
 */
@NullMarked
package dev.daruma.app;

import org.jspecify.annotations.NullMarked;
