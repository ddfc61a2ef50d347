package dev.daruma.lab.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * Modules that the machine's kernel has at work. A guest cannot load any, and needs not: told in
 * {@code modules.builtin}, modprobe answers for them as for any module that is built in, and fails
 * for those that are not there.
 */
final class KernelModules {
  /** The module's place in the kernel's tree, and the option that builds it. */
  private static final Map<String, String> OPTIONS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("kernel/fs/overlayfs/overlay.ko", "CONFIG_OVERLAY_FS"),
              Map.entry("kernel/fs/fuse/fuse.ko", "CONFIG_FUSE_FS"),
              Map.entry("kernel/drivers/net/veth.ko", "CONFIG_VETH"),
              Map.entry("kernel/drivers/net/tun.ko", "CONFIG_TUN"),
              Map.entry("kernel/drivers/net/macvlan.ko", "CONFIG_MACVLAN"),
              Map.entry("kernel/drivers/net/vxlan/vxlan.ko", "CONFIG_VXLAN"),
              Map.entry("kernel/net/bridge/bridge.ko", "CONFIG_BRIDGE"),
              Map.entry("kernel/net/bridge/br_netfilter.ko", "CONFIG_BRIDGE_NETFILTER"),
              Map.entry("kernel/net/ipv4/netfilter/ip_tables.ko", "CONFIG_IP_NF_IPTABLES"),
              Map.entry("kernel/net/ipv6/netfilter/ip6_tables.ko", "CONFIG_IP6_NF_IPTABLES"),
              Map.entry("kernel/net/netfilter/ipset/ip_set.ko", "CONFIG_IP_SET"),
              Map.entry("kernel/net/netfilter/ipvs/ip_vs.ko", "CONFIG_IP_VS"),
              Map.entry("kernel/net/netfilter/nf_conntrack.ko", "CONFIG_NF_CONNTRACK"),
              Map.entry("kernel/net/netfilter/nf_nat.ko", "CONFIG_NF_NAT"),
              Map.entry("kernel/net/netfilter/nf_tables.ko", "CONFIG_NF_TABLES")));

  private KernelModules() {}

  static String release() {
    return LabFiles.read(Path.of("/proc/sys/kernel/osrelease")).strip();
  }

  /** The listing for this machine's kernel. */
  static String builtinListing() {
    loadOnMachine();
    Path known = Path.of("/lib/modules", release(), "modules.builtin");
    return builtin(
        configuration(),
        LabFiles.readIfThere(Path.of("/proc/modules")),
        LabFiles.readIfThere(known));
  }

  /**
   * @param configuration the kernel's, as {@code /proc/config.gz} has it
   * @param loaded what {@code /proc/modules} says
   * @param known the machine's own {@code modules.builtin}
   */
  static String builtin(String configuration, String loaded, String known) {
    Set<String> options =
        configuration
            .lines()
            .filter(line -> line.endsWith("=y"))
            .map(line -> line.substring(0, line.length() - 2))
            .collect(Collectors.toSet());
    Set<String> names =
        loaded.lines().map(line -> line.split(" ", 2)[0]).collect(Collectors.toSet());
    List<String> found =
        OPTIONS.keySet().stream()
            .filter(
                path ->
                    options.contains(OPTIONS.get(path))
                        || names.contains(name(path))
                        || known.contains(path))
            .toList();
    return found.stream().map(path -> path + "\n").collect(Collectors.joining());
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - ".ko".length());
  }

  /** Where the kernel has modules, those a guest may ask for are loaded now, from outside. */
  private static void loadOnMachine() {
    if (Files.isDirectory(Path.of("/lib/modules", release()))) {
      OPTIONS.keySet().forEach(path -> Command.of("modprobe", "--quiet", name(path)).run());
    }
  }

  private static String configuration() {
    Path compressed = Path.of("/proc/config.gz");
    if (!Files.exists(compressed)) {
      return LabFiles.readIfThere(Path.of("/boot/config-" + release()));
    }
    try (InputStream in = Files.newInputStream(compressed);
        var reader = new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8)) {
      return reader.readAllAsString();
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }
}
