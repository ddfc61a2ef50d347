package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.ClusterAccess;
import dev.daruma.app.run.EndpointHolder;
import dev.daruma.app.run.Visit;
import dev.daruma.app.show.PlanJson;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.facts.ClusterView.Node;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.host.HostName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How the cluster is at this moment, in few lines. */
@Command(name = "status", description = "Show the nodes and who holds the endpoint's address.")
public final class Status implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();

  public Status(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    try (Visit visit = Visit.to(site.read(workplace), workplace)) {
      ClusterView view = new ClusterAccess(visit).view();
      List<HostName> holders = new EndpointHolder(visit).find();
      if (output.isJson()) {
        workplace.out().println(PlanJson.print(json(visit, view, holders)));
      } else {
        print(visit, view, holders);
      }
      boolean whole =
          visit.site().nodes().stream().allMatch(host -> word(view, host).equals("Ready"))
              && holders.size() == 1;
      return whole ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private void print(Visit visit, ClusterView view, List<HostName> holders) {
    for (Host host : visit.site().nodes()) {
      workplace
          .out()
          .println(
              "%-12s %-15s %-9s %s"
                  .formatted(
                      host.name(),
                      host.address().getHostAddress(),
                      word(view, host),
                      host.roles()));
    }
    workplace
        .out()
        .println(
            "endpoint     %-15s %s"
                .formatted(
                    visit.site().kubernetes().endpoint().host(),
                    holders.isEmpty()
                        ? "on no host"
                        : "on "
                            + holders.getFirst()
                            + (holders.size() > 1 ? " and others: " + holders : "")));
  }

  private static ObjectNode json(Visit visit, ClusterView view, List<HostName> holders) {
    ObjectNode json = PlanJson.object().put("site", visit.site().name());
    ArrayNode nodes = json.putArray("nodes");
    visit
        .site()
        .nodes()
        .forEach(
            host ->
                nodes
                    .addObject()
                    .put("host", host.name().value())
                    .put("address", host.address().getHostAddress())
                    .put("state", word(view, host)));
    ArrayNode on = json.putArray("endpointHolders");
    holders.forEach(holder -> on.add(holder.value()));
    return json;
  }

  private static String word(ClusterView view, Host host) {
    return Optional.ofNullable(view.nodes().get(host.name()))
        .map(Node::ready)
        .map(ready -> ready ? "Ready" : "NotReady")
        .orElse("no node");
  }
}
