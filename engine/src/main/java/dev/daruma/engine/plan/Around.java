package dev.daruma.engine.plan;

/**
 * What is done for the sake of others around a change that interrupts a host: they are spared
 * before, and may count on the host again when it has settled.
 */
public interface Around {
  /** Before the first change. What fails here, fails the act, and nothing is changed. */
  void before(Work work);

  /** After the host has settled; not where the change has failed. */
  void after(Work work);
}
