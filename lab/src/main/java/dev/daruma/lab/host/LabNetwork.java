package dev.daruma.lab.host;

import dev.daruma.engine.host.HostName;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A lab's bridge, and the way out of it. The bridge stands in the machine's own network namespace,
 * or in one of the lab's own where the addresses clash with the machine's.
 */
record LabNetwork(LabNames names, LabSite site, Consumer<String> progress) {
  private static final String ACT = "set the lab's network";
  private static final String REMEDY = "take the lab down and up again; it needs CAP_NET_ADMIN";
  private static final Path NAMESPACES = Path.of("/run/netns");

  /** Exists only where the lab needed one and is up. */
  Optional<String> namespace() {
    return Optional.of(names.namespace()).filter(name -> Files.exists(NAMESPACES.resolve(name)));
  }

  void up() {
    if (hasBridge(Optional.empty())) {
      settle();
      return;
    }
    if (namespace().isEmpty()) {
      Optional<Subnet> clash = Placement.ofThisMachine().clash(site.subnet());
      clash.ifPresent(
          network -> {
            progress.accept(
                "network: %s clashes with this machine's %s, so the lab gets a namespace of its own: %s"
                    .formatted(site.subnet(), network, names.namespace()));
            must(Optional.empty(), "ip netns add " + names.namespace());
          });
    }
    settle();
  }

  /** Makes what is missing; an interrupted up is finished by the next. */
  private void settle() {
    Optional<String> namespace = namespace();
    Firewall firewall = new Firewall(names.comment(), namespace);
    namespace.ifPresent(this::connect);
    if (!hasBridge(namespace)) {
      // Without snooping, multicast goes to every host, as on a simple switch.
      must(
          namespace,
          "ip link add %s address %s type bridge mcast_snooping 0"
              .formatted(names.bridge(), names.bridgeHardwareAddress()));
    }
    must(namespace, "ip address replace %s dev %s".formatted(gateway(), names.bridge()));
    must(namespace, "ip link set " + names.bridge() + " up");
    firewall.letThrough(names.bridge());
    firewall.masquerade(site.subnet(), names.bridge());
    progress.accept("network: bridge " + names.bridge() + " at " + gateway());
  }

  /** The way from the lab's own namespace to the machine's. */
  private void connect(String name) {
    Optional<String> namespace = Optional.of(name);
    Subnet transfer = names.transfer();
    List<Inet4Address> ends = transfer.usableFromTop().toList();
    Optional<String> machine = Optional.empty();
    if (!hasLink(machine, names.uplink())) {
      must(
          machine,
          "ip link add %s type veth peer name uplink netns %s".formatted(names.uplink(), name));
    }
    must(machine, "ip address replace %s dev %s".formatted(text(ends.get(1)), names.uplink()));
    must(machine, "ip link set " + names.uplink() + " up");
    must(namespace, "ip link set lo up");
    must(namespace, "ip address replace %s dev uplink".formatted(text(ends.get(0))));
    must(namespace, "ip link set uplink up");
    must(namespace, "ip route replace default via " + ends.get(1).getHostAddress());
    must(namespace, "sysctl -q -w net.ipv4.ip_forward=1");
    Firewall firewall = new Firewall(names.comment(), machine);
    firewall.letThrough(names.uplink());
    firewall.masquerade(transfer, names.uplink());
  }

  private static String text(Inet4Address address) {
    return address.getHostAddress() + "/30";
  }

  void down() {
    Optional<String> namespace = namespace();
    namespace.ifPresent(name -> Command.of("ip", "netns", "delete", name).run());
    List.of(names.bridge(), names.uplink()).forEach(LabNetwork::delete);
    new Firewall(names.comment(), Optional.empty()).clear();
    // "ip netns add" makes the folder a mount when it is the first; the last one takes it away.
    if (namespace.isPresent() && LabFiles.list(NAMESPACES).isEmpty()) {
      Command.of("umount", NAMESPACES.toString()).run();
      Command.of("rmdir", NAMESPACES.toString()).run();
    }
  }

  /** A namespace that goes takes its ends of cables away in its own time: that is as good. */
  private static void delete(String link) {
    if (hasLink(Optional.empty(), link)
        && !Command.of("ip", "link", "delete", link).run().succeeded()
        && hasLink(Optional.empty(), link)) {
      must(Optional.empty(), "ip link delete " + link);
    }
  }

  void cut(HostName host) {
    must(namespace(), "ip link set " + names.link(host) + " down");
  }

  void heal(HostName host) {
    must(namespace(), "ip link set " + names.link(host) + " up");
  }

  /** A host's cable outlives its power only by an instant; the next boot must not find it. */
  void remove(HostName host) {
    if (hasLink(namespace(), names.link(host))) {
      Command.of("ip", "link", "delete", names.link(host)).in(namespace()).run();
    }
  }

  /** Names of the hosts' links that are up. */
  Set<String> plugged() {
    return plugged(
        Command.of("ip", "-oneline", "link", "show", "master", names.bridge())
            .in(namespace())
            .run()
            .output());
  }

  /** Reads lines such as {@code 7: vb-d1@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500}. */
  static Set<String> plugged(String links) {
    return links
        .lines()
        .filter(line -> line.matches("[^<]*<([^>]*,)?UP[,>].*"))
        .map(line -> line.split("[:@] ?")[1])
        .collect(Collectors.toSet());
  }

  private String gateway() {
    return site.gateway().getHostAddress() + "/" + site.prefixLength();
  }

  private boolean hasBridge(Optional<String> namespace) {
    return hasLink(namespace, names.bridge());
  }

  private static boolean hasLink(Optional<String> namespace, String link) {
    return Command.of("ip", "link", "show", link).in(namespace).run().succeeded();
  }

  private static void must(Optional<String> namespace, String command) {
    Command.of(command.split(" ")).in(namespace).require(ACT, REMEDY);
  }
}
