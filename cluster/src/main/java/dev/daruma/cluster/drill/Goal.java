package dev.daruma.cluster.drill;

import dev.daruma.cluster.site.Availability;
import java.time.Duration;
import java.util.Optional;

/** Which of a site's objectives a drill is judged by. */
public enum Goal {
  POWER_OFF("powerOff"),
  APISERVER_KILL("apiserverKill"),
  APISERVER_STOP("apiserverStop"),
  PLANNED("planned");

  private final String key;

  Goal(String key) {
    this.key = key;
  }

  /** Its key in the site file, below {@code availability.objectives}. */
  public String key() {
    return key;
  }

  /** How long the API may be away at worst, for reads over new connections. */
  public Duration worst(Availability availability) {
    return switch (this) {
      case POWER_OFF -> availability.powerOff();
      case APISERVER_KILL -> availability.apiserverKill();
      case APISERVER_STOP -> availability.apiserverStop();
      case PLANNED -> availability.planned();
    };
  }

  /** How long it may be away in the median of several times. */
  public Optional<Duration> median(Availability availability) {
    return switch (this) {
      case POWER_OFF -> Optional.of(availability.powerOffMedian());
      case APISERVER_KILL, APISERVER_STOP, PLANNED -> Optional.empty();
    };
  }
}
