package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Availability;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
import java.time.Duration;

/** The keys of {@code availability}. */
final class AvailabilityKeys {
  private AvailabilityKeys() {}

  static final Field<Duration> POWER_OFF_MEDIAN =
      Field.defaulting(
          "powerOffMedian",
          Amounts.OUTAGE,
          "1s",
          "The host with the endpoint's address loses its power: in the median of three times or"
              + " more, at most powerOff.");
  static final Field<Duration> POWER_OFF =
      Field.defaulting(
          "powerOff",
          Amounts.OUTAGE,
          "1.5s",
          "The same at worst; also for a cut cable and a reboot without a warning.");
  static final Field<Duration> APISERVER_KILL =
      Field.defaulting(
          "apiserverKill",
          Amounts.OUTAGE,
          "1s",
          "The API server of the host with the address is killed.");
  static final Field<Duration> APISERVER_STOP =
      Field.defaulting("apiserverStop", Amounts.OUTAGE, "4s", "It hangs without having ended.");
  static final Field<Duration> PLANNED =
      Field.defaulting(
          "planned",
          Amounts.OUTAGE,
          "200ms",
          "Work that is announced, with the address moved away beforehand.");

  static final Field<Values> OBJECTIVES =
      Field.defaulting(
          "objectives",
          Section.of(
              "{powerOff: 1.5s, planned: 200ms}",
              POWER_OFF_MEDIAN,
              POWER_OFF,
              APISERVER_KILL,
              APISERVER_STOP,
              PLANNED),
          "{}",
          "For how long the API may be away, asked over new connections; `daruma drill` judges by"
              + " them.");

  static final Section SECTION = Section.of("{objectives: {powerOff: 1.5s}}", OBJECTIVES);

  static Availability availability(Values values) {
    Values objectives = values.get(OBJECTIVES);
    return new Availability(
        objectives.get(POWER_OFF_MEDIAN),
        objectives.get(POWER_OFF),
        objectives.get(APISERVER_KILL),
        objectives.get(APISERVER_STOP),
        objectives.get(PLANNED));
  }
}
