/**
 * Plans as data: to be shown to programs, kept in a file, and compared with what would be done now.
 *
 * <p>Acts are code and cannot be kept; what they would do can. So a saved plan is carried out by
 * deciding anew and finding no difference. Holds no secret, and nothing that differs between two
 * equal plans: no time, no random value. Touches no file and no host.
 */
@NullMarked
package dev.daruma.engine.savedplan;

import org.jspecify.annotations.NullMarked;
