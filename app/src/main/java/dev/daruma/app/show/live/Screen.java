package dev.daruma.app.show.live;

/** A terminal's screen, of which the last lines can be written anew. */
public interface Screen extends AutoCloseable {
  /** What it measures now. The operator may change it at any time. */
  Size size();

  /** Writes all of it at once. */
  void write(String text);

  @Override
  void close();

  /**
   * A screen's measures in characters.
   *
   * @param columns at least 1
   * @param rows at least 1
   */
  record Size(int columns, int rows) {
    /** What terminals had before they could be asked. Source: the VT100's 80 by 24. */
    private static final Size USUAL = new Size(80, 24);

    /** A terminal that does not know its size says that it is zero. */
    public static Size orUsual(int columns, int rows) {
      return columns < 1 || rows < 1 ? USUAL : new Size(columns, rows);
    }
  }
}
