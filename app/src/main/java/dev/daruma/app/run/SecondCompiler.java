package dev.daruma.app.run;

import dev.daruma.engine.shell.Shells;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Java's second compiler, for runs that change hosts.
 *
 * <p>The launcher has programs compiled by the first one alone: what finds nothing to do is over
 * sooner so. But only the second one's code uses the processor's instructions for AES and SHA, by
 * which bundles travel.
 */
final class SecondCompiler {
  private static final String FIRST_ALONE = "-XX:TieredStopAtLevel=1";

  private SecondCompiler() {}

  /**
   * Begins this run anew with both compilers, in the same process; returns when it has them
   * already, or when there is no way to give them.
   *
   * @param shells closed before, as their connections would outlive the change
   */
  static void engage(Shells shells) {
    ProcessHandle.Info self = ProcessHandle.current().info();
    List<String> arguments = List.of(self.arguments().orElse(new String[0]));
    if (self.command().isEmpty() || !arguments.contains(FIRST_ALONE)) {
      return;
    }
    List<String> command = new ArrayList<>(List.of(self.command().get()));
    command.addAll(arguments);
    command.remove(FIRST_ALONE);
    shells.close();
    System.out.flush();
    System.err.flush();
    throw new IllegalStateException(ProcessImage.replace(command, Map.of()));
  }
}
