package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.engine.host.HostName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets work come back to a node. */
@Command(
    name = "undrain",
    description = "Let pods and the endpoint's address come to a node again.")
public final class NodeUndrain implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final NodeWork work = new NodeWork();

  @Parameters(paramLabel = "HOST", description = "A host of the site file.")
  private HostName host = new HostName("none");

  public NodeUndrain(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    return work.call(workplace, "node undrain " + host, life -> life.undrain(host));
  }
}
