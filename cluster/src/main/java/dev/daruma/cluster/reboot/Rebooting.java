package dev.daruma.cluster.reboot;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;

/** What is true of a host in a row of reboots. */
sealed interface Rebooting extends Milestone {
  /** The host knows that it is to start anew. */
  record Noted(HostName host) implements Rebooting {
    @Override
    public String title() {
      return host + " is to start anew";
    }
  }

  /** It has started anew, and is well. */
  record Done(HostName host) implements Rebooting {
    @Override
    public String title() {
      return host + " has started anew and is well";
    }
  }
}
