package dev.daruma.app.show;

import java.util.ArrayList;
import java.util.List;

/** Lists and texts that are broken into lines between their items or words. */
final class Wrapped {
  private Wrapped() {}

  /** The items behind the head; further lines are indented to where the first item stands. */
  static List<String> list(String head, List<String> items, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    boolean first = true;
    for (int at = 0; at < items.size(); at++) {
      String item = items.get(at) + (at < items.size() - 1 ? "," : "");
      if (!first && line.length() + 1 + item.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(head.length()));
        first = true;
      }
      line.append(first ? "" : " ").append(item);
      first = false;
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }

  /** A text behind a head, broken between its words; a word that is too long stays whole. */
  static List<String> text(String head, String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(head);
    int begin = head.length();
    for (String word : text.strip().split("\\s+")) {
      if (line.length() > begin && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(begin));
      }
      line.append(line.length() > begin ? " " : "").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
