package dev.daruma.app.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is about bundles. */
@Command(
    name = "bundle",
    description = "Build and check bundles: packages and images in one archive.",
    synopsisSubcommandLabel = "COMMAND")
public final class BundleCommands implements Runnable {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec specification;

  @Override
  public void run() {
    throw new ParameterException(specification.commandLine(), "name one of its commands");
  }
}
