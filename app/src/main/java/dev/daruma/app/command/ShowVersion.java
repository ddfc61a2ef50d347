package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.ProgramVersion;
import dev.daruma.app.Workplace;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says which daruma this is. */
@Command(name = "version", description = "Show the versions of daruma and of the Java it runs on.")
public final class ShowVersion implements Callable<Integer> {
  private final Workplace workplace;

  public ShowVersion(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    workplace.out().println("daruma " + ProgramVersion.text() + ", Java " + Runtime.version());
    return ExitCode.DONE;
  }
}
