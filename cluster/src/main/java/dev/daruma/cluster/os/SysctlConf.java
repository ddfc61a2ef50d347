package dev.daruma.cluster.os;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file under {@code /etc/sysctl.d}. Source: sysctl.d(5).
 *
 * @param settings kernel settings with dots, such as {@code net.ipv4.ip_forward}
 */
public record SysctlConf(SortedMap<String, String> settings) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9_]+([./][A-Za-z0-9_-]+)+");

  /**
   * What every node needs: it forwards for pods, its bridge goes through iptables, where services
   * are, and programs may listen on the virtual address before it is here.
   */
  public static final SysctlConf KUBERNETES =
      new SysctlConf(
          new TreeMap<>(
              Map.of(
                  "net.bridge.bridge-nf-call-ip6tables", "1",
                  "net.bridge.bridge-nf-call-iptables", "1",
                  "net.ipv4.ip_forward", "1",
                  "net.ipv4.ip_nonlocal_bind", "1")));

  /**
   * @throws IllegalArgumentException when a name is none, or a value holds a line break
   */
  public SysctlConf {
    settings = new TreeMap<>(settings);
    settings.forEach(
        (name, value) -> {
          if (!NAME.matcher(name).matches() || value.lines().count() != 1) {
            throw new IllegalArgumentException("no kernel setting: " + name + " = " + value);
          }
        });
  }

  public String text() {
    return settings.entrySet().stream()
        .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
        .collect(Collectors.joining("", "# Written by daruma; changes made here are lost.\n", ""));
  }
}
