package dev.daruma.app.show;

/** Text of hosts as it may be shown: what would steer the operator's terminal is taken out. */
public final class Printable {
  private Printable() {}

  /** Line breaks stay; tabs become spaces; other control characters become {@code ?}. */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.replace("\r\n", "\n")
        .codePoints()
        .forEach(
            character -> {
              if (character == '\t') {
                printable.append("    ");
              } else if (character != '\n' && Character.isISOControl(character)) {
                printable.append('?');
              } else {
                printable.appendCodePoint(character);
              }
            });
    return printable.toString();
  }
}
