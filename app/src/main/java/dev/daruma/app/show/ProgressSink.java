package dev.daruma.app.show;

import dev.daruma.engine.execute.Event;
import dev.daruma.engine.plan.Plan;

/** Where progress goes. May be told by several threads. */
public interface ProgressSink {
  /** A plan is being carried out from now on. */
  default void begin(Plan plan) {}

  void accept(Event event);

  /** Something that is no act's affair. */
  void say(String line);

  /** The plan is no longer carried out. */
  default void end() {}
}
