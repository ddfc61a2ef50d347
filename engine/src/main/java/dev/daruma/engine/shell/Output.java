package dev.daruma.engine.shell;

/**
 * What a fragment answered.
 *
 * @param status exit status, 0 to 255
 */
public record Output(int status, String stdout, String stderr) {
  public boolean succeeded() {
    return status == 0;
  }

  /** What a person wants to read of a failure: standard error, or else standard output, its end. */
  public String said() {
    String text = stderr.isBlank() ? stdout : stderr;
    String stripped = text.strip();
    return stripped.length() <= 2000
        ? stripped
        : "..." + stripped.substring(stripped.length() - 2000);
  }
}
