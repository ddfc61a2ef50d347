package dev.daruma.engine.problem;

import java.time.Duration;

/**
 * What passes by itself, so that trying again makes sense. Everything else is deterministic: a
 * wrong key, a refused sudo, a full disk or a failing script fail again however often they are
 * tried.
 */
public enum Passing {
  /** A host refuses or drops connections while it boots. */
  HOST_STARTS("the host may be starting", Duration.ofSeconds(1), Duration.ofMinutes(1)),

  /** Somebody else installs packages: unattended-upgrades in the first minutes of a new host. */
  PACKAGES_LOCKED(
      "another package manager is at work", Duration.ofSeconds(5), Duration.ofMinutes(15));

  private final String reason;
  private final Duration pause;
  private final Duration limit;

  Passing(String reason, Duration pause, Duration limit) {
    this.reason = reason;
    this.pause = pause;
    this.limit = limit;
  }

  /** Why it may pass, for people. */
  public String reason() {
    return reason;
  }

  /** From one attempt to the next. */
  public Duration pause() {
    return pause;
  }

  /** From the first attempt to the last. */
  public Duration limit() {
    return limit;
  }
}
