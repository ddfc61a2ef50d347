package dev.daruma.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is about certificates. */
@Command(
    name = "certs",
    description = "What is about the cluster's certificates.",
    synopsisSubcommandLabel = "COMMAND")
public final class CertificateCommands implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec specification;

  @Override
  public void run() {
    throw new ParameterException(specification.commandLine(), "name one of its commands");
  }
}
