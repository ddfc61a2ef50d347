package dev.daruma.engine.plan;

/**
 * Something that is true of a host or of the site: either a fact says so, or an act makes it so.
 */
public interface Milestone {
  /** As a person says it: {@code "the API answers"}. */
  String title();
}
