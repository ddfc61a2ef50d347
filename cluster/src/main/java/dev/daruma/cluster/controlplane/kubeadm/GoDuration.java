package dev.daruma.cluster.controlplane.kubeadm;

import java.time.Duration;

/** Durations as Kubernetes writes them. Source: Go, time.Duration.String. */
public final class GoDuration {
  private GoDuration() {}

  /**
   * Such as {@code 5s}, {@code 5m0s} or {@code 1h0m0s}.
   *
   * @param duration whole seconds, not negative
   */
  public static String of(Duration duration) {
    if (duration.toHours() > 0) {
      return "%dh%dm%ds"
          .formatted(duration.toHours(), duration.toMinutesPart(), duration.toSecondsPart());
    }
    return duration.toMinutes() > 0
        ? "%dm%ds".formatted(duration.toMinutes(), duration.toSecondsPart())
        : duration.toSeconds() + "s";
  }
}
