package dev.daruma.cluster.runtime.move;

import dev.daruma.cluster.site.Runtime.Kind;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.Optional;

/**
 * What runs the pods of a host now.
 *
 * @param kind empty where no kubelet was told yet
 * @param moving whether a move to another one was begun and has not ended
 */
record PresentRuntime(Optional<Kind> kind, boolean moving) {
  /**
   * There from before the first thing that a move does until after the last; says whether the node
   * was to get no new pods before.
   */
  static final String MARK = "/var/lib/daruma/runtime-move";

  /** What the mark says of a node that somebody had drained. */
  static final String STAYS_DRAINED = "stays-drained";

  private static final String MOVING = "daruma-moves";

  static final Probe<PresentRuntime> PROBE =
      Probe.of(
          "runtime of the kubelet",
          Fragment.of(
              "[ ! -e %s ] || echo %s; cat %s 2>/dev/null; true", MARK, MOVING, KubeletFlags.FILE),
          PresentRuntime::parse);

  static PresentRuntime parse(Output output) {
    return new PresentRuntime(
        KubeletFlags.parse(output.stdout()).map(KubeletFlags::kind),
        output.stdout().lines().anyMatch(MOVING::equals));
  }

  /**
   * Begins a move; what an earlier one has noted stays.
   *
   * @param drained whether the host gets no new pods now, and is to get none afterwards
   */
  static Fragment begin(boolean drained) {
    return Fragment.of(
        "mkdir -p /var/lib/daruma && { [ -s %s ] || echo %s >%s; } && sync %s",
        MARK, drained ? STAYS_DRAINED : "comes-back", MARK, MARK);
  }

  boolean isToMove(Kind wanted) {
    return moving || kind.filter(present -> present != wanted).isPresent();
  }
}
