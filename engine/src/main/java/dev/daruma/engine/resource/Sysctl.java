package dev.daruma.engine.resource;

import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import java.util.List;
import java.util.Optional;

/** A kernel setting as it is now, not as a file says. Source: sysctl(8), proc(5). */
public record Sysctl(String key, String value) implements Resource {
  @Override
  public String label() {
    return "sysctl " + key;
  }

  private Probe<String> probe() {
    return Probe.of(
        label(),
        PresentSettings.BATCH,
        "/proc/sys/" + key.replace('.', '/'),
        output -> output.stdout().strip().replaceAll("\\s+", " "));
  }

  @Override
  public List<Probe<?>> probes() {
    return List.of(probe());
  }

  @Override
  public Optional<Change> difference(Observed observed) {
    String present = observed.get(probe());
    if (present.equals(value)) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            label(),
            value + " instead of " + (present.isEmpty() ? "nothing" : present),
            List.of(),
            Fragment.of("sysctl -q -w %s", key + "=" + value)));
  }
}
