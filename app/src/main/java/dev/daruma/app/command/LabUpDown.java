package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.SiteLab;
import dev.daruma.app.show.Paint;
import dev.daruma.app.show.Progress;
import dev.daruma.lab.host.Lab;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a lab up, or down with all that is in it. */
@Command(description = "Take the lab up, or down with everything in it.")
public final class LabUpDown implements Callable<Integer> {
  /** Which of the two. */
  public enum Way {
    UP,
    DOWN
  }

  private final Workplace workplace;
  private final Way way;

  @Mixin private final SiteOption site = new SiteOption();

  public LabUpDown(Workplace workplace, Way way) {
    this.workplace = workplace;
    this.way = way;
  }

  @Override
  public Integer call() {
    Progress progress =
        new Progress(workplace.out(), new Paint(workplace.terminal()), workplace.clock());
    Lab lab = SiteLab.of(site.readForLab(workplace), workplace, progress::say);
    switch (way) {
      case UP -> lab.up();
      case DOWN -> lab.down();
    }
    return ExitCode.DONE;
  }
}
