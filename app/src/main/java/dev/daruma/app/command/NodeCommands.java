package dev.daruma.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Groups the commands about single nodes. */
@Command(
    name = "node",
    description = "A life for every node: add, remove, replace, drain, undrain.",
    synopsisSubcommandLabel = "COMMAND")
public final class NodeCommands implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec specification;

  @Override
  public void run() {
    throw new ParameterException(specification.commandLine(), "name one of its commands");
  }
}
