package dev.daruma.cluster.site.shape;

/** What came of reading one value's text. */
public sealed interface Parsed<T> {
  /** The text means this value. */
  record Good<T>(T value) implements Parsed<T> {}

  /** The text is wrong: in what way, and what would be right. */
  record Bad<T>(String what, String remedy) implements Parsed<T> {}

  static <T> Parsed<T> good(T value) {
    return new Good<>(value);
  }

  static <T> Parsed<T> bad(String what, String remedy) {
    return new Bad<>(what, remedy);
  }
}
