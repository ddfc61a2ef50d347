package dev.daruma.engine.plan;

/** What becomes of a running act when the operator wants the run to stop. */
public enum Stopping {
  /** It goes on to its end: half of it is worse than none, or it takes but a moment. */
  FINISHES,

  /** It ends at its next look at a condition it waits for, and clears away what it has begun. */
  ENDS_AT_WAIT,

  /** It is cut off in the middle of whatever it does; the next run does it anew. */
  IS_CUT
}
