package dev.daruma.engine.plan;

/**
 * Something that runs on the host is stopped and started again.
 *
 * @param what a unit, or a package that is replaced by another version
 */
public record Restarts(String what) implements Effect {
  @Override
  public String title() {
    return what + " restarts";
  }
}
