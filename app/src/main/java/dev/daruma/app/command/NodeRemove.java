package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.engine.host.HostName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes one host out of the cluster. */
@Command(
    name = "remove",
    description =
        "Drain a host, take it out of etcd and the cluster, and make it bare; a dead one is not touched.")
public final class NodeRemove implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final NodeWork work = new NodeWork();
  @Mixin private final DrainRules rules = new DrainRules();

  @Parameters(
      paramLabel = "HOST",
      description = "A host of the site file, or a node that the cluster has.")
  private HostName host = new HostName("none");

  public NodeRemove(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    return work.call(workplace, "node remove " + host, life -> life.remove(host, rules.rules()));
  }
}
