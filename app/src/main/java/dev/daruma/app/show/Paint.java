package dev.daruma.app.show;

/** Colours, where a person watches on a terminal. Source: ECMA-48, SGR. */
public record Paint(boolean wanted) {
  String green(String text) {
    return sgr(32, text);
  }

  String red(String text) {
    return sgr(31, text);
  }

  String yellow(String text) {
    return sgr(33, text);
  }

  String bold(String text) {
    return sgr(1, text);
  }

  String faint(String text) {
    return sgr(2, text);
  }

  private String sgr(int code, String text) {
    return wanted ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
