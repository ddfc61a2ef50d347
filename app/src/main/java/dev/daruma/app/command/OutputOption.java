package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.app.show.Paint;
import dev.daruma.app.show.Progress;
import picocli.CommandLine.Option;

/** For whom the answer is: people or programs. */
final class OutputOption {
  /** How the answer is written. */
  enum Form {
    TEXT,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description = "text for people, json for programs (default: text).")
  private Form form = Form.TEXT;

  boolean isJson() {
    return form == Form.JSON;
  }

  static Paint paint(Workplace workplace) {
    return new Paint(workplace.terminal());
  }

  /** Where a program reads the answer, people read the progress beside it. */
  Progress progress(Workplace workplace) {
    return new Progress(
        isJson() ? workplace.err() : workplace.out(), paint(workplace), workplace.clock());
  }
}
