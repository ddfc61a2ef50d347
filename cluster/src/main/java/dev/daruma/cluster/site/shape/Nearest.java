package dev.daruma.cluster.site.shape;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that a misspelt one was meant to be. */
public final class Nearest {
  private Nearest() {}

  /** The nearest valid word, when it is near enough to be worth naming. */
  public static Optional<String> to(String written, Collection<String> valid) {
    return valid.stream()
        .filter(word -> distance(plain(written), plain(word)) <= tolerance(written, word))
        .min(Comparator.comparingInt(word -> distance(plain(written), plain(word))));
  }

  /** A third of the letters may be wrong; beyond that a guess misleads. */
  private static int tolerance(String written, String word) {
    return Math.max(1, Math.max(written.length(), word.length()) / 3);
  }

  /** Case, hyphens and underscores are what people mix up most, and never the only difference. */
  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  /** Letters to insert, remove, change, or swap with their neighbour (optimal string alignment). */
  static int distance(String from, String to) {
    var table = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        table[i][j] = i == 0 || j == 0 ? i + j : step(table, from, to, i, j);
      }
    }
    return table[from.length()][to.length()];
  }

  private static int step(int[][] table, String from, String to, int i, int j) {
    int change = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(table[i - 1][j - 1] + change, Math.min(table[i - 1][j] + 1, table[i][j - 1] + 1));
    boolean swapped =
        i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1);
    return swapped ? Math.min(least, table[i - 2][j - 2] + 1) : least;
  }
}
