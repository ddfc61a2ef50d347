package dev.daruma.cluster.site;

/**
 * How many living members of the cluster may be changed at once, where a change interrupts what
 * runs on them. Control planes go one by one; that is no setting.
 *
 * @param workersPercent share of the workers, 1 to 100
 */
public record Rolling(int workersPercent) {

  /** How many of so many workers; at least one, or no change would ever be made. */
  public int of(int workers) {
    return Math.max(1, workers * workersPercent / 100);
  }
}
