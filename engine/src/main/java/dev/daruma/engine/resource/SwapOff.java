package dev.daruma.engine.resource;

import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import java.util.List;
import java.util.Optional;

/** No swap in use now. Source: proc(5), /proc/swaps. */
public record SwapOff() implements Resource {
  /** The swap areas in use: devices and files, in the kernel's order. */
  public static final Probe<List<String>> AREAS =
      Probe.of(
          "swap areas",
          Fragment.script("cat /proc/swaps"),
          output ->
              output
                  .stdout()
                  .lines()
                  .skip(1)
                  .filter(line -> !line.isBlank())
                  .map(line -> line.split("\\s+")[0])
                  .toList());

  @Override
  public String label() {
    return "swap";
  }

  @Override
  public List<Probe<?>> probes() {
    return List.of(AREAS);
  }

  @Override
  public Optional<Change> difference(Observed observed) {
    List<String> areas = observed.get(AREAS);
    return areas.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Change(
                label(),
                "turn off " + String.join(", ", areas),
                List.of(),
                Fragment.script("swapoff -a")));
  }
}
