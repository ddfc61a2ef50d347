package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.engine.host.HostName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Brings one host of the site file into the cluster. */
@Command(
    name = "add",
    description =
        "Bring a host of the site file into the cluster; others that are dead do not matter.")
public final class NodeAdd implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final NodeWork work = new NodeWork();

  @Parameters(paramLabel = "HOST", description = "A host of the site file.")
  private HostName host = new HostName("none");

  public NodeAdd(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    return work.call(workplace, "node add " + host, life -> life.add(host));
  }
}
