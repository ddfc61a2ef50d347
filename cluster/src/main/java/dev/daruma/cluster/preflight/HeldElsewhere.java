package dev.daruma.cluster.preflight;

import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.endpoint.PresentRouters;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.shell.Fragment;
import java.net.Inet4Address;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An endpoint's address that others have than those that are to hold it, in a cluster that lives.
 * The new ones would not hear of the old ones, and two hosts would have it.
 */
final class HeldElsewhere {
  private HeldElsewhere() {}

  /**
   * Whether somebody answers at the address of which the host's own keepalived knows nothing yet.
   * Not asked of control planes that are no nodes: {@link Neighbours} does.
   */
  static Probe<Boolean> answers(Site site, Host host) {
    return Probe.of(
        "endpoint's address elsewhere",
        Fragment.of(
            """
            [ -e %s ] || exit 0
            for address in %s
            do
              grep -q "^ *$address/" %s 2>/dev/null ||
                ! ping -c 1 -W 1 "$address" >/dev/null 2>&1 || echo answers
            done""",
            host.is(Role.CONTROL_PLANE) ? KubeadmRun.FOLDER + "/done" : "/",
            EndpointAddress.candidates(site).contains(host)
                ? site.kubernetes().endpoint().virtualAddress().stream()
                    .map(Inet4Address::getHostAddress)
                    .toList()
                : List.of(),
            PresentRouters.PATH),
        output -> output.stdout().strip().equals("answers"));
  }

  static List<Problem> problems(Site site, Facts facts) {
    String address = site.kubernetes().endpoint().host();
    List<Host> candidates = EndpointAddress.candidates(site);
    List<Host> known = site.hosts().stream().filter(host -> facts.knows(host.name())).toList();
    List<Host> having =
        known.stream()
            .filter(host -> PresentRouters.of(facts.of(host.name())).addresses().contains(address))
            .toList();
    if (having.stream().anyMatch(candidates::contains)) {
      return List.of();
    }
    // A control plane that becomes a worker gives it up by itself, before it leaves.
    List<Host> keepers =
        having.stream()
            .filter(host -> host.is(Role.CONTROL_PLANE) || run(host, facts) == KubeadmRun.NONE)
            .toList();
    if (!keepers.isEmpty()) {
      return List.of(
          Problem.of(
              Code.CONFLICT,
              keepers.getFirst().name(),
              "preflight",
              "the endpoint's address "
                  + address
                  + " is held by turns by "
                  + keepers.stream()
                      .map(host -> host.name().value())
                      .collect(Collectors.joining(", "))
                  + ", which are not to hold it any more; two hosts would have it for a while",
              "give kubernetes.endpoint another free address, and apply: both serve until everybody calls the new one; then the old one is free, and may be moved to likewise"));
    }
    boolean lives =
        site.controlPlanes().stream()
            .filter(known::contains)
            .anyMatch(host -> run(host, facts) == KubeadmRun.DONE);
    return !having.isEmpty() || !lives
        ? List.of()
        : candidates.stream()
            .filter(known::contains)
            .filter(host -> facts.get(host.name(), answers(site, host)))
            .limit(1)
            .map(
                host ->
                    Problem.of(
                        Code.ADDRESS_TAKEN,
                        host.name(),
                        "preflight",
                        "the endpoint's address "
                            + address
                            + " answers already, and none of the hosts that are to hold it has it from daruma",
                        "choose another kubernetes.endpoint.address; or take it from the machine that has it, such as a host that was taken out of the site file and not reset"))
            .toList();
  }

  private static KubeadmRun run(Host host, Facts facts) {
    return facts.get(host.name(), KubeadmRun.PROBE);
  }
}
