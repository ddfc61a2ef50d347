package dev.daruma.engine.resource;

import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.List;
import java.util.Optional;

/**
 * A kernel module that is loaded now. A module built into the kernel counts as loaded: modprobe(8)
 * says so by {@code modules.builtin}.
 */
public record KernelModule(String name) implements Resource {
  @Override
  public String label() {
    return "kernel module " + name;
  }

  private Probe<Boolean> probe() {
    return Probe.of(
        label(),
        Fragment.of(
            "[ -d %s ] || grep -q -F %s \"/lib/modules/$(uname -r)/modules.builtin\"",
            "/sys/module/" + name, "/" + name + ".ko"),
        Output::succeeded);
  }

  @Override
  public List<Probe<?>> probes() {
    return List.of(probe());
  }

  @Override
  public Optional<Change> difference(Observed observed) {
    return observed.get(probe())
        ? Optional.empty()
        : Optional.of(new Change(label(), "load", List.of(), Fragment.of("modprobe %s", name)));
  }
}
