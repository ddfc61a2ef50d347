package dev.daruma.cluster.preflight;

import dev.daruma.cluster.endpoint.EndpointCheck;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom a bare host reaches. Not asked of hosts that are nodes already: silence takes a second.
 *
 * @param unreachable addresses of other hosts of the site that do not answer
 * @param endpointAnswers whether somebody has the endpoint's address
 * @param holdsEndpoint whether it is the host's own keepalived, or will be in a moment: a run that
 *     was cut off just before the cluster's birth leaves its mark, and keepalived takes the address
 */
record Neighbours(List<String> unreachable, boolean endpointAnswers, boolean holdsEndpoint) {
  static Probe<Neighbours> probe(Site site, Host host) {
    List<String> others =
        site.hosts().stream()
            .filter(other -> !other.name().equals(host.name()))
            .map(other -> other.address().getHostAddress())
            .toList();
    return Probe.of(
        "neighbours",
        Fragment.of(
            """
            [ ! -e %s ] || exit 0
            for other in %s
            do { ping -c 1 -W 1 "$other" >/dev/null 2>&1 || ping -c 1 -W 1 "$other" >/dev/null 2>&1 || echo "unreachable $other"; } &
            done
            for address in %s
            do
              # A machine that answers no ping still answers for its address; what was known of it before may be
              # of one that is gone, such as the endpoint's last holder before a reset.
              ip -4 neigh flush to "$address" 2>/dev/null
              { ping -c 1 -W 1 "$address" >/dev/null 2>&1 || ip -4 neigh show "$address" | grep -q REACHABLE; } && echo endpoint
              { [ -e %s ] || { systemctl -q is-active keepalived && ip -o -4 address show to "$address" | grep -q .; }; } && echo holder
            done
            wait""",
            KubeadmRun.FOLDER + "/done",
            others,
            site.kubernetes().endpoint().virtualAddress().stream()
                .map(Inet4Address::getHostAddress)
                .toList(),
            EndpointCheck.BOOTSTRAP_MARKER),
        Neighbours::parse);
  }

  static Neighbours parse(Output output) {
    List<String> unreachable = new ArrayList<>();
    boolean endpoint = false;
    boolean holder = false;
    for (String line : output.stdout().lines().toList()) {
      if (line.startsWith("unreachable ")) {
        unreachable.add(line.substring("unreachable ".length()));
      } else if (line.equals("endpoint")) {
        endpoint = true;
      } else if (line.equals("holder")) {
        holder = true;
      }
    }
    return new Neighbours(unreachable, endpoint, holder);
  }
}
