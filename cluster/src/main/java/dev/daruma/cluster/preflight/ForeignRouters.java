package dev.daruma.cluster.preflight;

import dev.daruma.cluster.endpoint.VirtualRouter;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Virtual routers that somebody else's keepalived has on a host of the site.
 *
 * @param configured whether there is a configuration that daruma did not write
 * @param identifiers the virtual router ids in it
 */
record ForeignRouters(boolean configured, List<Integer> identifiers) {
  static final Probe<ForeignRouters> PROBE =
      Probe.of(
          "virtual routers",
          Fragment.script(
              """
              cd /etc/keepalived 2>/dev/null && [ -f keepalived.conf ] || exit 0
              grep -q '^# Written by daruma' keepalived.conf && exit 0
              grep -q vrrp_instance keepalived.conf && echo configured
              sed -n 's/^[[:space:]]*virtual_router_id[[:space:]]*//p' keepalived.conf"""),
          ForeignRouters::parse);

  static ForeignRouters parse(Output output) {
    List<String> lines = output.stdout().lines().map(String::strip).toList();
    return new ForeignRouters(
        lines.contains("configured"),
        lines.stream().filter(line -> line.matches("\\d{1,3}")).map(Integer::valueOf).toList());
  }

  static Optional<Problem> problem(Site site, Host host, ForeignRouters present) {
    if (!present.configured()) {
      return Optional.empty();
    }
    if (VirtualRouter.isOn(site, host)) {
      return Optional.of(
          Problem.of(
              Code.CONFLICT,
              host.name(),
              "preflight",
              "keepalived is configured there already, for virtual router "
                  + present.identifiers().stream()
                      .map(String::valueOf)
                      .collect(Collectors.joining(", "))
                  + ", and not by daruma",
              "give that address to another host, or remove /etc/keepalived/keepalived.conf when it is of no use"));
    }
    return VirtualRouter.identifiers(site).stream()
        .filter(present.identifiers()::contains)
        .findFirst()
        .map(
            own ->
                Problem.of(
                    Code.CONFLICT,
                    host.name(),
                    "preflight",
                    "virtual router id " + own + " is in use there, and not by daruma",
                    "set "
                        + (VirtualRouter.identifier(site).equals(OptionalInt.of(own))
                            ? "kubernetes.endpoint.routerId"
                            : "routerId of that one of the virtualAddresses")
                        + " to another number from 1 to 255"));
  }
}
