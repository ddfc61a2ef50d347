package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.app.show.Paint;
import dev.daruma.app.show.PlainLines;
import dev.daruma.app.show.Progress;
import dev.daruma.app.show.live.LiveProgress;
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

  /**
   * Where a program reads the answer, people read the progress beside it; else a terminal has a
   * live view of it.
   */
  Progress progress(Workplace workplace, LogOption log) {
    return isJson()
        ? new Progress(
            new PlainLines(workplace.err(), paint(workplace), workplace.clock()),
            log.open(workplace))
        : live(workplace, log);
  }

  static Progress live(Workplace workplace, LogOption log) {
    return new Progress(
        new LiveProgress(workplace.out(), workplace.screens(), paint(workplace), workplace.clock()),
        log.open(workplace));
  }
}
