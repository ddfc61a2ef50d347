package dev.daruma.engine.observe;

import java.util.HashMap;
import java.util.Map;

/**
 * Answers each of which begins with ASCII's record separator, its subject and the end of the line.
 * Texts on hosts hold no such character.
 */
public final class Marked {
  private static final char SEPARATOR = '\036';

  private Marked() {}

  /** What was said of each subject, one after the other where there was more than one answer. */
  public static Map<String, String> split(String stdout) {
    Map<String, String> answers = new HashMap<>();
    int begin = stdout.indexOf(SEPARATOR);
    while (begin >= 0) {
      int next = stdout.indexOf(SEPARATOR, begin + 1);
      String record = stdout.substring(begin + 1, next < 0 ? stdout.length() : next);
      int line = record.indexOf('\n');
      if (line >= 0) {
        answers.merge(record.substring(0, line), record.substring(line + 1), String::concat);
      }
      begin = next;
    }
    return answers;
  }
}
