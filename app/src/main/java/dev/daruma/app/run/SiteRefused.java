package dev.daruma.app.run;

import dev.daruma.cluster.site.shape.Finding;
import java.util.List;

/** A site file that is not fit for use. */
public final class SiteRefused extends RuntimeException {
  private final transient List<Finding> findings;

  public SiteRefused(List<Finding> findings) {
    super(findings.size() + " findings");
    this.findings = List.copyOf(findings);
  }

  public List<Finding> findings() {
    return findings;
  }
}
