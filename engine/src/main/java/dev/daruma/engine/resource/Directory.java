package dev.daruma.engine.resource;

import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import java.util.List;
import java.util.Optional;

/**
 * A folder of this mode and owner.
 *
 * @param mode four octal digits
 */
public record Directory(String path, String mode, String owner) implements Resource {
  @Override
  public String label() {
    return "directory " + path;
  }

  private Probe<String> probe() {
    return Probe.of(
        label(),
        Fragment.of("[ -d %s ] && stat -c '%%04a %%U:%%G' %s || true", path, path),
        output -> output.stdout().strip());
  }

  @Override
  public List<Probe<?>> probes() {
    return List.of(probe());
  }

  @Override
  public Optional<Change> difference(Observed observed) {
    String present = observed.get(probe());
    String wanted = mode + " " + owner;
    if (present.equals(wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(
            label(),
            present.isEmpty() ? "new" : wanted + " instead of " + present,
            List.of(),
            Fragment.of(
                "mkdir -p %s && chmod %s %s && chown %s %s", path, mode, path, owner, path)));
  }
}
