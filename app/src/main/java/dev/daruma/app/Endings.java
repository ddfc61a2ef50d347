package dev.daruma.app;

import dev.daruma.app.run.RunInterrupted;
import dev.daruma.app.run.SiteRefused;
import dev.daruma.engine.problem.ProblemException;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** How a command ends that could not do what it was asked: a message and an exit code. */
record Endings(Workplace workplace, BooleanSupplier debug)
    implements IExecutionExceptionHandler, IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException exception, String[] arguments) {
    CommandLine command = exception.getCommandLine();
    workplace.err().println("daruma: " + exception.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(exception, workplace.err())) {
      command.usage(workplace.err());
    }
    return ExitCode.USAGE;
  }

  @Override
  public int handleExecutionException(
      Exception exception, CommandLine command, ParseResult parseResult) {
    int exitCode =
        switch (exception) {
          case SiteRefused refused -> {
            refused.findings().forEach(finding -> workplace.err().println(finding.text()));
            yield ExitCode.USAGE;
          }
          case ProblemException expected -> {
            workplace.err().println(expected.problem().text());
            yield ExitCode.of(expected.problem().code());
          }
          case RunInterrupted stopped -> {
            stopped.problems().forEach(problem -> workplace.err().println(problem.text()));
            stopped.lines().forEach(workplace.err()::println);
            yield ExitCode.INTERRUPTED;
          }
          case InterruptedException _ -> ExitCode.INTERRUPTED;
          default -> {
            workplace
                .err()
                .println(
                    "daruma: "
                        + exception
                        + "\n  this is a mistake in daruma: run again with --debug and report what"
                        + " it prints");
            yield ExitCode.FAILED;
          }
        };
    if (debug.getAsBoolean()) {
      exception.printStackTrace(workplace.err());
    }
    workplace.err().flush();
    return exitCode;
  }
}
