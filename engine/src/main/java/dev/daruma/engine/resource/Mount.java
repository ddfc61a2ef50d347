package dev.daruma.engine.resource;

import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import java.util.List;
import java.util.Optional;

/**
 * A file system that is mounted now. Source: mount(8), findmnt(8).
 *
 * @param type as mount(8) takes it
 * @param options separated by commas, as mount(8) takes them
 */
public record Mount(String source, String target, String type, String options) implements Resource {
  @Override
  public String label() {
    return "mount " + target;
  }

  private Probe<String> probe() {
    return Probe.of(
        label(),
        Fragment.of("findmnt -rno SOURCE,FSTYPE --mountpoint %s || true", target),
        output -> output.stdout().strip());
  }

  @Override
  public List<Probe<?>> probes() {
    return List.of(probe());
  }

  @Override
  public Optional<Change> difference(Observed observed) {
    String present = observed.get(probe());
    if (present.equals(source + " " + type)) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            label(),
            present.isEmpty() ? "mount " + source : source + " instead of " + present,
            List.of(),
            Fragment.of(
                "mkdir -p %s && mount -t %s -o %s %s %s", target, type, options, source, target)));
  }
}
