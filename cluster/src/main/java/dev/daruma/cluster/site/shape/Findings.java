package dev.daruma.cluster.site.shape;

import dev.daruma.cluster.site.shape.Finding.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Collects what is found wrong with one file, so that nothing stops at the first. */
public final class Findings {
  private final Path file;
  // A set: settings of the whole site are looked at once per host, and need saying once.
  private final Set<Finding> found = new LinkedHashSet<>();
  private final List<Findings> others = new ArrayList<>();

  public Findings(Path file) {
    this.file = file;
  }

  public void error(Place place, String what, String remedy) {
    found.add(new Finding(Severity.ERROR, file, place.line(), place.column(), what, remedy));
  }

  public void warning(Place place, String what, String remedy) {
    found.add(new Finding(Severity.WARNING, file, place.line(), place.column(), what, remedy));
  }

  /** For a file that this one names; what is found there counts here, too. */
  public Findings in(Path other) {
    var findings = new Findings(other);
    others.add(findings);
    return findings;
  }

  public boolean hasErrors() {
    return found.stream().anyMatch(Finding::isError)
        || others.stream().anyMatch(Findings::hasErrors);
  }

  /** In the order of the file, then of each other file. */
  public List<Finding> inOrder() {
    return Stream.concat(
            found.stream().sorted(Finding.BY_PLACE),
            others.stream().flatMap(other -> other.inOrder().stream()))
        .toList();
  }
}
