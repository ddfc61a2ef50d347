package dev.daruma.lab.host;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.net.Inet4Address;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a lab needs to know of a site.
 *
 * @param name the site's name, a DNS label
 * @param prefixLength of the one network all hosts are in
 * @param user who logs in over SSH, with sudo and no password
 * @param reserved addresses that belong to the site but to no host, such as the virtual one
 */
public record LabSite(
    String name, List<LabHost> hosts, int prefixLength, String user, List<Inet4Address> reserved) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern USER = Pattern.compile("[a-z_][a-z0-9_-]{0,31}");

  public LabSite(String name, List<LabHost> hosts, int prefixLength, String user) {
    this(name, hosts, prefixLength, user, List.of());
  }

  /**
   * @throws ProblemException when no lab can be built like this
   */
  public LabSite {
    hosts = List.copyOf(hosts);
    reserved = List.copyOf(reserved);
    require(NAME.matcher(name).matches(), "'" + name + "' is no DNS label", "rename the site");
    require(
        USER.matcher(user).matches(), "'" + user + "' is no user name", "name another ssh user");
    require(!hosts.isEmpty(), "the site has no hosts", "add hosts to the site file");
    require(
        prefixLength >= 8 && prefixLength <= 30,
        "a network /" + prefixLength + " cannot hold a lab",
        "use a prefix length from 8 to 30");
    Subnet subnet = Subnet.of(hosts.getFirst().address(), prefixLength);
    Set<Object> seen = new HashSet<>();
    for (LabHost host : hosts) {
      require(
          subnet.isUsable(host.address()),
          host.name() + " at " + host.address().getHostAddress() + " is not in " + subnet,
          "a lab is one network: give every host an address in it");
      require(
          seen.add(host.name()) && seen.add(host.address()),
          host.name() + " or its address " + host.address().getHostAddress() + " occurs twice",
          "give every host a name and an address of its own");
    }
  }

  Subnet subnet() {
    return Subnet.of(hosts.getFirst().address(), prefixLength);
  }

  /** The bridge's own address: the highest nobody uses, since sites count from below. */
  Inet4Address gateway() {
    return subnet()
        .usableFromTop()
        .filter(address -> !reserved.contains(address))
        .filter(address -> hosts.stream().noneMatch(host -> host.address().equals(address)))
        .findFirst()
        .orElseThrow(
            () ->
                problem(
                    "no address of " + subnet() + " is left for the bridge",
                    "use a shorter prefix length"));
  }

  private static void require(boolean condition, String cause, String remedy) {
    if (!condition) {
      throw problem(cause, remedy);
    }
  }

  private static ProblemException problem(String cause, String remedy) {
    return new ProblemException(Problem.of(Problem.Code.LAB, "lay out the lab", cause, remedy));
  }
}
