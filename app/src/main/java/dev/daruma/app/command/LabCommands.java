package dev.daruma.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is about labs. */
@Command(
    name = "lab",
    description =
        "Build the site out of namespaces on this machine, and play with its power and cables.",
    synopsisSubcommandLabel = "COMMAND")
public final class LabCommands implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec specification;

  @Override
  public void run() {
    throw new ParameterException(specification.commandLine(), "name one of its commands");
  }
}
