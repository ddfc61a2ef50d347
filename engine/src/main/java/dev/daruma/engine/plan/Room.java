package dev.daruma.engine.plan;

/** A part of the work that a person may want done, or looked at, by itself. */
public interface Room {
  /** In one word, as a person names it on the command line: {@code "packages"}. */
  String word();
}
