package dev.daruma.lab.host;

import dev.daruma.engine.host.HostName;
import java.net.Inet4Address;
import java.util.Optional;

/**
 * How a lab's host is.
 *
 * @param leader the process on this machine that is the host's first process, while it runs
 */
public record LabHostStatus(
    HostName name, Inet4Address address, State state, Optional<Long> leader) {

  /** What can be said of a host from outside. */
  public enum State {
    /** Booted, and its cable is plugged in. */
    RUNNING,
    /** It has a disk and no power. */
    OFF,
    /** Booted, and its cable is cut. */
    CUT,
    /** It was never made, or the lab is down. */
    ABSENT
  }

  static State state(boolean disk, boolean powered, boolean linked) {
    if (!disk) {
      return State.ABSENT;
    }
    if (!powered) {
      return State.OFF;
    }
    return linked ? State.RUNNING : State.CUT;
  }
}
