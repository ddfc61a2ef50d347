package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.engine.host.HostName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes work off a node. */
@Command(
    name = "drain",
    description = "Move the endpoint's address and the pods off a node, and let no new ones come.")
public final class NodeDrain implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final NodeWork work = new NodeWork();
  @Mixin private final DrainRules rules = new DrainRules();

  @Parameters(paramLabel = "HOST", description = "A host of the site file.")
  private HostName host = new HostName("none");

  public NodeDrain(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    return work.call(workplace, "node drain " + host, life -> life.drain(host, rules.rules()));
  }
}
