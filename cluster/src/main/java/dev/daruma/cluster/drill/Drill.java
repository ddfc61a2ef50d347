package dev.daruma.cluster.drill;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The failures that can be rehearsed. Their order is that of a run of all. */
public enum Drill {
  APISERVER_KILL(
      "apiserver-kill",
      "kills the API server (SIGKILL); the kubelet starts it again",
      Where.HOLDER,
      false,
      Optional.of(Goal.APISERVER_KILL)),
  APISERVER_STOP(
      "apiserver-stop",
      "stops the API server without ending it (SIGSTOP), then lets it go on (SIGCONT)",
      Where.HOLDER,
      false,
      Optional.of(Goal.APISERVER_STOP)),
  KEEPALIVED_KILL(
      "keepalived-kill",
      "kills keepalived (SIGKILL), and starts it again if nobody else has",
      Where.HOLDER,
      false,
      Optional.empty()),
  ETCD_LEADER_KILL(
      "etcd-leader-kill",
      "kills the etcd member that leads (SIGKILL); the kubelet starts it again",
      Where.ETCD_LEADER,
      false,
      Optional.empty()),
  CONTAINERD_RESTART(
      "containerd-restart", "restarts containerd", Where.HOLDER, false, Optional.empty()),
  NETWORK_CUT(
      "network-cut",
      "cuts the host's cable, then mends it",
      Where.HOLDER,
      true,
      Optional.of(Goal.POWER_OFF)),
  REBOOT(
      "reboot",
      "reboots the host in order, without a warning to the cluster",
      Where.HOLDER,
      false,
      Optional.of(Goal.POWER_OFF)),
  POWER_OFF(
      "power-off",
      "takes the host's power away, then gives it back",
      Where.HOLDER,
      true,
      Optional.of(Goal.POWER_OFF)),
  DRAIN(
      "drain",
      "moves the address and the pods away, as before work on the host, then lets them come again",
      Where.HOLDER,
      false,
      Optional.of(Goal.PLANNED)),
  ROLLING_REBOOT(
      "rolling-reboot",
      "reboots every host, one after the other, each drained before and well before the next",
      Where.EVERY_HOST,
      false,
      Optional.of(Goal.PLANNED));

  /** Which host it is about when none is named. */
  public enum Where {
    /** The host that holds the endpoint's address. */
    HOLDER("the host that holds the endpoint's address"),
    /** The host whose etcd member leads. */
    ETCD_LEADER("the host whose etcd member leads"),
    /** All of them. */
    EVERY_HOST("every host");

    private final String words;

    Where(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  private final String word;
  private final String does;
  private final Where where;
  private final boolean onlyInLab;
  private final Optional<Goal> goal;

  Drill(String word, String does, Where where, boolean onlyInLab, Optional<Goal> goal) {
    this.word = word;
    this.does = does;
    this.where = where;
    this.onlyInLab = onlyInLab;
    this.goal = goal;
  }

  /** Its name on the command line and in reports. */
  public String word() {
    return word;
  }

  /** What it does, for a person. */
  public String does() {
    return does;
  }

  public Where where() {
    return where;
  }

  /** Whether it is about something that control planes alone have. */
  public boolean needsControlPlane() {
    return switch (this) {
      case APISERVER_KILL, APISERVER_STOP, KEEPALIVED_KILL, ETCD_LEADER_KILL -> true;
      case CONTAINERD_RESTART, NETWORK_CUT, REBOOT, POWER_OFF, DRAIN, ROLLING_REBOOT -> false;
    };
  }

  /** Whether a real host could not be brought back over SSH. */
  public boolean onlyInLab() {
    return onlyInLab;
  }

  /** The objective of the site's that it is judged by; without one it is only measured. */
  public Optional<Goal> goal() {
    return goal;
  }

  public static Optional<Drill> named(String word) {
    return Arrays.stream(values()).filter(drill -> drill.word.equals(word)).findFirst();
  }

  public static List<String> words() {
    return Arrays.stream(values()).map(Drill::word).toList();
  }
}
