package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.engine.host.HostName;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts one host in the place of another. */
@Command(name = "replace", description = "Put a host in the place of another, which may be dead.")
public final class NodeReplace implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final NodeWork work = new NodeWork();
  @Mixin private final DrainRules rules = new DrainRules();

  @Option(names = "--yes", description = "The old host may go although it lives.")
  private boolean agreed;

  @Parameters(index = "0", paramLabel = "OLD", description = "The host that goes, dead or alive.")
  private HostName old = new HostName("none");

  @Parameters(
      index = "1",
      paramLabel = "NEW",
      description = "A blank host of the site file; OLD itself if it was installed anew.")
  private HostName fresh = new HostName("none");

  public NodeReplace(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    return work.call(
        workplace,
        "node replace " + old + " " + fresh,
        life -> life.replace(old, fresh, agreed, rules.rules()));
  }
}
