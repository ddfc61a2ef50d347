package dev.daruma.cluster.drill;

import java.time.Instant;

/**
 * One look at whether something answers.
 *
 * @param at when it began: one that was given up after its limit had asked long before that
 */
public record Look(Instant at, boolean succeeded) {}
