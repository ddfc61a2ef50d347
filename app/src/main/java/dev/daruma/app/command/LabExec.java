package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.app.run.SiteLab;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs a command of this machine inside the lab's network. */
@Command(name = "exec", description = "Run a command of this machine inside the lab's network.")
public final class LabExec implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();

  @Parameters(
      paramLabel = "COMMAND",
      arity = "1..*",
      description = "The command and its arguments; after --.")
  private List<String> command = new ArrayList<>();

  public LabExec(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    return SiteLab.of(site.readForLab(workplace), workplace, line -> {}).exec(command);
  }
}
