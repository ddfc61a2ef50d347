package dev.daruma.cluster.quorum;

import dev.daruma.engine.host.HostName;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a command means to do to control planes and etcd members. Other hosts may be named, too. */
public sealed interface Intent {
  /** They are stopped or restarted together, and come back. */
  record Interrupt(SortedSet<HostName> hosts) implements Intent {
    public Interrupt {
      hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
    }
  }

  /**
   * They are made ready for being stopped: the endpoint's address and their pods move elsewhere.
   */
  record Drain(SortedSet<HostName> hosts) implements Intent {
    public Drain {
      hosts = Collections.unmodifiableSortedSet(new TreeSet<>(hosts));
    }
  }

  /**
   * Members leave for good and others join: those that are away leave first, the well ones last.
   */
  record Exchange(SortedSet<HostName> leaving, SortedSet<HostName> joining) implements Intent {
    public Exchange {
      leaving = Collections.unmodifiableSortedSet(new TreeSet<>(leaving));
      joining = Collections.unmodifiableSortedSet(new TreeSet<>(joining));
    }
  }

  /** Living nodes change their role: an exchange that should leave an odd number of members. */
  record ChangeRoles(SortedSet<HostName> demoted, SortedSet<HostName> promoted) implements Intent {
    public ChangeRoles {
      demoted = Collections.unmodifiableSortedSet(new TreeSet<>(demoted));
      promoted = Collections.unmodifiableSortedSet(new TreeSet<>(promoted));
    }
  }

  static Interrupt interrupt(HostName... hosts) {
    return new Interrupt(set(hosts));
  }

  static Drain drain(HostName... hosts) {
    return new Drain(set(hosts));
  }

  static Exchange remove(HostName... hosts) {
    return new Exchange(set(hosts), new TreeSet<>());
  }

  static Exchange replace(HostName old, HostName fresh) {
    return new Exchange(set(old), set(fresh));
  }

  private static SortedSet<HostName> set(HostName... hosts) {
    return new TreeSet<>(java.util.List.of(hosts));
  }
}
