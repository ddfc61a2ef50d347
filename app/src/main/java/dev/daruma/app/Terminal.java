package dev.daruma.app;

import java.io.Console;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The operator's terminal, where there is one. */
@SuppressWarnings("SystemConsoleNull") // it is null where the JDK has no terminal module to offer
final class Terminal {
  private Terminal() {}

  /** Whether a person reads what is printed; NO_COLOR says that colours are not wanted. */
  static boolean isThere(Map<String, String> environment) {
    return isThere() && !environment.containsKey("NO_COLOR");
  }

  /** Whether lines can be written anew there; robots that build things keep every line. */
  static boolean isForViews(Map<String, String> environment) {
    String kind = environment.getOrDefault("TERM", "dumb");
    String robot = environment.getOrDefault("CI", "");
    return isThere()
        && !kind.isEmpty()
        && !kind.equals("dumb")
        && (robot.isEmpty() || robot.equals("false"));
  }

  private static boolean isThere() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** What a person types in answer to a question; empty where nobody sits at a terminal. */
  static Optional<String> answer(String question) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    return Optional.ofNullable(console.readLine("%s", question));
  }

  static Optional<String> passphrase(Path key) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    return Optional.ofNullable(console.readPassword("Passphrase of %s: ", key)).map(String::new);
  }
}
