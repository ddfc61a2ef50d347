package dev.daruma.app.command;

import dev.daruma.cluster.node.Drain;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How far a drain goes. */
final class DrainRules {
  @Option(
      names = "--limit",
      paramLabel = "SECONDS",
      description = "How long pods may take to leave, in seconds (default: ${DEFAULT-VALUE}).",
      defaultValue = "300")
  private int seconds = 300;

  @Option(
      names = "--bare-pods",
      description = "Pods that nothing would bring back elsewhere may go.")
  private boolean bareToo;

  Drain.Rules rules() {
    return new Drain.Rules(Duration.ofSeconds(seconds), bareToo);
  }
}
