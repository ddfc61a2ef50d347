package dev.daruma.cluster.os;

import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * {@code /etc/hosts} with a block of the site's hosts. Every other line stays as it is: it is
 * somebody else's. Source: hosts(5).
 */
public final class HostsFile {
  private static final String BEGIN = "# BEGIN hosts of the site, written by daruma";
  private static final String END = "# END hosts of the site, written by daruma";

  private HostsFile() {}

  /**
   * The new text: the block in its old place, or at the end where there was none. Without entries
   * there is no block.
   *
   * @param present text of the file, possibly empty
   */
  public static String with(String present, SortedMap<HostName, InetAddress> entries) {
    List<String> lines = new ArrayList<>(present.lines().toList());
    int place = lines.size();
    for (int begin = lines.indexOf(BEGIN); begin >= 0; begin = lines.indexOf(BEGIN)) {
      place = begin;
      removeBlock(lines, begin);
    }
    lines.addAll(place, block(entries));
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }

  /** A block that somebody cut the end off loses its first line only: the rest may be theirs. */
  private static void removeBlock(List<String> lines, int begin) {
    List<String> rest = lines.subList(begin + 1, lines.size());
    int length = rest.indexOf(END);
    int next = rest.indexOf(BEGIN);
    boolean complete = length >= 0 && (next < 0 || next > length);
    lines.subList(begin, complete ? begin + length + 2 : begin + 1).clear();
  }

  private static List<String> block(SortedMap<HostName, InetAddress> entries) {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<String> block = new ArrayList<>(List.of(BEGIN));
    for (Map.Entry<HostName, InetAddress> entry : entries.entrySet()) {
      block.add(entry.getValue().getHostAddress() + " " + entry.getKey());
    }
    block.add(END);
    return block;
  }
}
