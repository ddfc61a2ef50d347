package dev.daruma.cluster.runtime;

import dev.daruma.cluster.site.Runtime.Handler;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /etc/docker/daemon.json}. Source: dockerd's reference, "Daemon configuration file".
 *
 * @param mirrors asked before Docker Hub, in this order
 * @param insecure registries, {@code HOST} or {@code HOST:PORT}, that speak plain HTTP or have
 *     certificates nobody knows
 * @param handler what starts containers instead of runc
 */
public record DaemonJson(List<URI> mirrors, SortedSet<String> insecure, Optional<Handler> handler) {
  static final String PATH = "/etc/docker/daemon.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public DaemonJson {
    mirrors = List.copyOf(mirrors);
    insecure = Collections.unmodifiableSortedSet(new TreeSet<>(insecure));
  }

  public String text() {
    Map<String, Object> daemon = new LinkedHashMap<>();
    // As the kubelet: two managers of one tree of cgroups do not see each other's memory.
    daemon.put("exec-opts", List.of("native.cgroupdriver=systemd"));
    daemon.put("storage-driver", "overlay2");
    daemon.put("log-driver", "json-file");
    // All of them texts: dockerd takes no numbers there.
    daemon.put("log-opts", Map.of("max-size", "100m"));
    // Containers go on while dockerd restarts.
    daemon.put("live-restore", true);
    if (!mirrors.isEmpty()) {
      daemon.put("registry-mirrors", mirrors.stream().map(URI::toString).toList());
    }
    if (!insecure.isEmpty()) {
      daemon.put("insecure-registries", List.copyOf(insecure));
    }
    handler.ifPresent(
        program -> {
          daemon.put("default-runtime", program.name());
          daemon.put("runtimes", Map.of(program.name(), Map.of("path", program.path())));
        });
    return MAPPER.writeValueAsString(daemon) + "\n";
  }
}
