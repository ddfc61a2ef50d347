package dev.daruma.engine.resource;

import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import java.util.List;
import java.util.Optional;

/** Something declared on a host. */
public sealed interface Resource
    permits Directory, HostFile, KernelModule, Mount, Packages, Sysctl, SwapOff, Unit {
  /** What it is, for people: {@code "file /etc/hosts"}. */
  String label();

  /** What must have been read for {@link #difference} to be told. */
  List<Probe<?>> probes();

  /** The change that makes it so; empty when it is so. Pure. */
  Optional<Change> difference(Observed observed);
}
