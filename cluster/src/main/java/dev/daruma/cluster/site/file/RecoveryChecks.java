package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Place;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What must hold among the times of {@code recovery}. */
final class RecoveryChecks {
  /**
   * Of so many signs of life all but one may get lost. Source: kube-controller-manager reference,
   * --node-monitor-grace-period, "must be N times more than kubelet's nodeStatusUpdateFrequency".
   */
  private static final int SIGNS = 3;

  private RecoveryChecks() {}

  static void check(Draft draft, Findings findings) {
    draft
        .values()
        .value(SiteKeys.RECOVERY)
        .ifPresent(
            recovery -> {
              wholeSeconds(recovery, findings);
              graceOutlastsSigns(recovery, findings);
              periodIsWithinGrace(recovery, findings);
              reportsAreNoMoreThanUpdates(recovery, findings);
            });
  }

  /** The flags of kube-apiserver take seconds, and so do the leases of nodes. */
  private static void wholeSeconds(Values recovery, Findings findings) {
    for (Field<Duration> field :
        List.of(
            RecoveryKeys.NODE_MONITOR_GRACE,
            RecoveryKeys.NODE_MONITOR_PERIOD,
            RecoveryKeys.NOT_READY_TOLERATION,
            RecoveryKeys.UNREACHABLE_TOLERATION,
            RecoveryKeys.STATUS_UPDATE,
            RecoveryKeys.STATUS_REPORT)) {
      recovery
          .find(field)
          .filter(placed -> placed.value().toMillis() % 1000 != 0)
          .ifPresent(
              placed ->
                  findings.error(
                      placed.place(),
                      field.key() + " is no number of whole seconds",
                      "write whole seconds, such as "
                          + placed.value().plusSeconds(1).toSeconds()
                          + "s"));
    }
  }

  private static void graceOutlastsSigns(Values recovery, Findings findings) {
    var grace = recovery.find(RecoveryKeys.NODE_MONITOR_GRACE);
    var update = recovery.find(RecoveryKeys.STATUS_UPDATE);
    if (grace.isEmpty() || update.isEmpty()) {
      return;
    }
    Duration least = update.get().value().multipliedBy(SIGNS);
    if (grace.get().value().compareTo(least) < 0) {
      findings.error(
          written(grace, update),
          "a node would count as dead after %s, with a sign of life only every %s"
              .formatted(seconds(grace.get().value()), seconds(update.get().value())),
          "make nodeMonitorGrace at least %s, or statusUpdate at most %s"
              .formatted(seconds(least), seconds(grace.get().value().dividedBy(SIGNS))));
    }
  }

  private static void periodIsWithinGrace(Values recovery, Findings findings) {
    var grace = recovery.find(RecoveryKeys.NODE_MONITOR_GRACE);
    var period = recovery.find(RecoveryKeys.NODE_MONITOR_PERIOD);
    if (grace.isPresent()
        && period.isPresent()
        && period.get().value().compareTo(grace.get().value()) > 0) {
      findings.error(
          written(period, grace),
          "nodes would be looked at every %s only, and count as dead after %s"
              .formatted(seconds(period.get().value()), seconds(grace.get().value())),
          "make nodeMonitorPeriod at most nodeMonitorGrace");
    }
  }

  private static void reportsAreNoMoreThanUpdates(Values recovery, Findings findings) {
    var report = recovery.find(RecoveryKeys.STATUS_REPORT);
    var update = recovery.find(RecoveryKeys.STATUS_UPDATE);
    if (report.isPresent()
        && update.isPresent()
        && report.get().value().compareTo(update.get().value()) < 0) {
      findings.error(
          written(report, update),
          "a status would be reported every %s, but is made every %s only"
              .formatted(seconds(report.get().value()), seconds(update.get().value())),
          "make statusReport at least statusUpdate");
    }
  }

  /** The place of the one that the file has; of the first where it has both or none. */
  private static Place written(
      Optional<Placed<Duration>> first, Optional<Placed<Duration>> second) {
    Placed<Duration> one = first.orElseThrow();
    Placed<Duration> other = second.orElseThrow();
    return one.written() || !other.written() ? one.place() : other.place();
  }

  private static String seconds(Duration duration) {
    return duration.toSeconds() + "s";
  }
}
