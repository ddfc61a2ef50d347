package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Section;
import java.time.Duration;

/** The keys of {@code recovery}. */
final class RecoveryKeys {
  private RecoveryKeys() {}

  static final Field<Duration> NODE_MONITOR_GRACE =
      Field.defaulting(
          "nodeMonitorGrace",
          Amounts.REACTION,
          "20s",
          "Silence after which a node counts as dead; at least three times statusUpdate.");
  static final Field<Duration> NODE_MONITOR_PERIOD =
      Field.defaulting(
          "nodeMonitorPeriod",
          Amounts.REACTION,
          "2s",
          "From one look at the nodes' signs of life to the next.");
  static final Field<Duration> NOT_READY_TOLERATION =
      Field.defaulting(
          "notReadyToleration",
          Amounts.REACTION,
          "30s",
          "How long pods wait for a node that says it is not ready.");
  static final Field<Duration> UNREACHABLE_TOLERATION =
      Field.defaulting(
          "unreachableToleration",
          Amounts.REACTION,
          "30s",
          "How long pods wait for a node that counts as dead, before others replace them.");
  static final Field<Duration> STATUS_UPDATE =
      Field.defaulting(
          "statusUpdate", Amounts.REACTION, "5s", "From one sign of life of a node to the next.");
  static final Field<Duration> STATUS_REPORT =
      Field.defaulting(
          "statusReport",
          Amounts.REACTION,
          "5m",
          "From one full status of a node to the next, while nothing changes.");

  static final Section SECTION =
      Section.of(
          "{nodeMonitorGrace: 20s}",
          NODE_MONITOR_GRACE,
          NODE_MONITOR_PERIOD,
          NOT_READY_TOLERATION,
          UNREACHABLE_TOLERATION,
          STATUS_UPDATE,
          STATUS_REPORT);
}
