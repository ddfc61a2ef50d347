package dev.daruma.cluster.os;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A file under {@code /etc/modules-load.d}. Source: modules-load.d(5).
 *
 * @param modules names of kernel modules, loaded in this order
 */
public record ModulesLoadConf(List<String> modules) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");

  /** Layers of images; bridges that iptables sees. */
  public static final ModulesLoadConf KUBERNETES =
      new ModulesLoadConf(List.of("overlay", "br_netfilter"));

  /**
   * @throws IllegalArgumentException when a name is none
   */
  public ModulesLoadConf {
    modules = List.copyOf(modules);
    for (String module : modules) {
      if (!NAME.matcher(module).matches()) {
        throw new IllegalArgumentException("no kernel module: " + module);
      }
    }
  }

  public String text() {
    return "# Written by daruma; changes made here are lost.\n" + String.join("\n", modules) + "\n";
  }
}
