package dev.daruma.engine.plan;

import java.util.Optional;

/**
 * An act that would be done if the work had no narrower scope.
 *
 * @param missing what it needs and nothing within the scope gives
 * @param giver the act that is not done that would give it; empty when nobody does
 */
public record LeftOut(Act act, Milestone missing, Optional<Act> giver) {}
