package dev.daruma.cluster.os;

import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code /etc/fstab} with swap commented out: the kubelet 1.20 does not start while swap is on, and
 * a line here brings it back at the next boot. Source: fstab(5).
 */
public final class Fstab {
  private static final String MARK = "#daruma: no swap under Kubernetes# ";

  /** Device, mount point, and {@code swap} as the kind of file system. */
  private static final Pattern SWAP = Pattern.compile("\\s*[^#\\s]\\S*\\s+\\S+\\s+swap(\\s.*)?");

  private Fstab() {}

  /** The same text when it has no swap lines. */
  public static String withoutSwap(String present) {
    return eachLine(present, line -> SWAP.matcher(line).matches() ? MARK + line : line);
  }

  /** Takes back what {@link #withoutSwap} did, and nothing else. */
  public static String withSwapAgain(String present) {
    return eachLine(present, line -> line.startsWith(MARK) ? line.substring(MARK.length()) : line);
  }

  /** Keeps the last line without a newline if it has none. */
  private static String eachLine(String text, UnaryOperator<String> change) {
    return Pattern.compile("\n")
        .splitAsStream(text + "\n.")
        .map(change)
        .collect(Collectors.joining("\n"))
        .transform(changed -> changed.substring(0, changed.length() - 2));
  }
}
