package dev.daruma.cluster.reboot;

import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.List;

/**
 * Which start of the host this is, and which one was noted when a reboot was begun. The note is on
 * the host's disk: so a reboot whose daruma has died is found, and a reboot that has happened is
 * told from one that has not.
 *
 * <p>A start is known by the kernel's boot id and the time at which process 1 was started; the one
 * differs where a kernel starts, the other where a host without a kernel of its own does. Source:
 * random(4), boot_id; proc(5), stat, starttime.
 *
 * @param now never empty on a host that answers
 * @param noted empty where no reboot is going on
 * @param staysDrained whether the host was to get no new pods before the reboot was begun
 */
record BootMark(String now, String noted, boolean staysDrained) {
  private static final String STAYS_DRAINED = "stays-drained";

  private static final String FOLDER = "/var/lib/daruma/reboot";
  private static final String FILE = FOLDER + "/before";

  private static final Fragment NOW =
      Fragment.script(
          """
          boot=$(cat /proc/sys/kernel/random/boot_id) || exit 1
          start=$(sed 's/^.*) //' /proc/1/stat | cut -d ' ' -f 20) || exit 1
          echo "$boot $start\"""");

  static final Probe<BootMark> PROBE =
      Probe.of("boot", Fragment.of("%s\ncat %s 2>/dev/null\ntrue", NOW, FILE), BootMark::parse);

  static BootMark parse(Output output) {
    List<String> lines = output.stdout().lines().toList();
    return new BootMark(
        lines.isEmpty() ? "" : lines.getFirst(),
        lines.size() < 2 ? "" : lines.get(1),
        lines.contains(STAYS_DRAINED));
  }

  /**
   * Notes the present start; what was noted before stays.
   *
   * @param drained whether the host gets no new pods now, and is to get none afterwards
   */
  static Fragment note(boolean drained) {
    return Fragment.of(
        """
        [ ! -s %s ] || exit 0
        mkdir -p %s && {
        %s
        echo %s
        } >%s && sync %s && mv %s %s && sync %s""",
        FILE,
        FOLDER,
        NOW,
        drained ? STAYS_DRAINED : "comes-back",
        FILE + ".new",
        FILE + ".new",
        FILE + ".new",
        FILE,
        FOLDER);
  }

  static Fragment forget() {
    return Fragment.of("rm -f %s", FILE);
  }

  /** Whether a reboot has been begun. */
  boolean isNoted() {
    return !noted.isEmpty();
  }

  /** Whether the host has started anew since the reboot was begun. */
  boolean hasHappened() {
    return isNoted() && !now.isEmpty() && !noted.equals(now);
  }
}
