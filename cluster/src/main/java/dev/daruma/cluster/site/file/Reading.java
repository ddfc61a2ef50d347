package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.shape.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a site file.
 *
 * @param site present when no finding is an error
 * @param findings errors and warnings in the order of the file
 */
public record Reading(Optional<Site> site, List<Finding> findings) {

  public Reading {
    findings = List.copyOf(findings);
  }

  public List<Finding> errors() {
    return findings.stream().filter(Finding::isError).toList();
  }

  public List<Finding> warnings() {
    return findings.stream().filter(finding -> !finding.isError()).toList();
  }
}
