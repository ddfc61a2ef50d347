package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.SiteLab;
import dev.daruma.app.show.Paint;
import dev.daruma.app.show.Progress;
import dev.daruma.engine.host.HostName;
import dev.daruma.lab.host.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Turns a lab host's power or its cable. */
@Command(
    description = "Turn the power of lab hosts off or on, reboot them, cut or mend their cables.")
public final class LabTurn implements Callable<Integer> {
  /** What is done to the host. */
  public enum Turn {
    POWER_OFF("power-off", "is off"),
    POWER_ON("power-on", "is up"),
    REBOOT("reboot", "has rebooted"),
    CUT("cut", "has its cable cut"),
    HEAL("heal", "has its cable mended");

    private final String word;
    private final String done;

    Turn(String word, String done) {
      this.word = word;
      this.done = done;
    }

    public String word() {
      return word;
    }
  }

  private final Workplace workplace;
  private final Turn turn;

  @Mixin private final SiteOption site = new SiteOption();

  @Parameters(paramLabel = "HOST", arity = "1..*", description = "The hosts' names.")
  private List<HostName> hosts = new ArrayList<>();

  public LabTurn(Workplace workplace, Turn turn) {
    this.workplace = workplace;
    this.turn = turn;
  }

  @Override
  public Integer call() {
    Progress progress =
        new Progress(workplace.out(), new Paint(workplace.terminal()), workplace.clock());
    Lab lab = SiteLab.of(site.readForLab(workplace), workplace, progress::say);
    for (HostName host : hosts) {
      switch (turn) {
        case POWER_OFF -> lab.powerOff(host);
        case POWER_ON -> lab.powerOn(host);
        case REBOOT -> lab.reboot(host);
        case CUT -> lab.cut(host);
        case HEAL -> lab.heal(host);
      }
      progress.say(host + " " + turn.done);
    }
    return ExitCode.DONE;
  }
}
