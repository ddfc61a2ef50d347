package dev.daruma.cluster.runtime;

import dev.daruma.cluster.site.Runtime.Handler;
import dev.daruma.cluster.toml.TomlText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@code /etc/containerd/config.toml}, version 2, for containerd 1.5 to 1.7. Source:
 * docs/cri/config.md of containerd 1.6.
 *
 * @param sandboxImage the pause image; it has to be one the hosts can get, or no pod starts
 * @param systemdCgroup whether systemd manages cgroups; the kubelet has to have the same
 * @param handler what starts containers instead of runc
 * @param networkPlugins folder of the CNI plugins, {@code /usr/lib/cni} from Debian's package,
 *     {@code /opt/cni/bin} from Kubernetes' own
 * @param networkConfigurations folder of the CNI configurations
 */
public record ContainerdToml(
    String sandboxImage,
    boolean systemdCgroup,
    Optional<Handler> handler,
    String networkPlugins,
    String networkConfigurations) {
  private static final String CRI = "io.containerd.grpc.v1.cri";

  /** One {@code hosts.toml} per registry lies below; containerd reads them at each pull. */
  public static final String REGISTRIES = "/etc/containerd/certs.d";

  public String text() {
    return "# Written by daruma; changes made here are lost.\n"
        + TomlText.of(ordered("version", 2, "plugins", ordered(CRI, criPlugin())));
  }

  private Map<String, Object> criPlugin() {
    Map<String, Object> plugin = ordered("sandbox_image", sandboxImage);
    plugin.put("cni", ordered("bin_dir", networkPlugins, "conf_dir", networkConfigurations));
    Map<String, Object> runtimes = ordered("runc", runtime(Optional.empty()));
    handler.ifPresent(
        program -> runtimes.put(program.name(), runtime(Optional.of(program.path()))));
    plugin.put(
        "containerd",
        ordered(
            "default_runtime_name",
            handler.map(Handler::name).orElse("runc"),
            "runtimes",
            runtimes));
    plugin.put("registry", ordered("config_path", REGISTRIES));
    return plugin;
  }

  private Map<String, Object> runtime(Optional<String> program) {
    Map<String, Object> options = ordered("SystemdCgroup", systemdCgroup);
    program.ifPresent(path -> options.put("BinaryName", path));
    return ordered("runtime_type", "io.containerd.runc.v2", "options", options);
  }

  private static Map<String, Object> ordered(String name, Object value) {
    Map<String, Object> table = new LinkedHashMap<>();
    table.put(name, value);
    return table;
  }

  private static Map<String, Object> ordered(
      String name, Object value, String secondName, Object secondValue) {
    Map<String, Object> table = ordered(name, value);
    table.put(secondName, secondValue);
    return table;
  }
}
