package dev.daruma.cluster.runtime;

import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.Runtime.Registry;
import dev.daruma.engine.resource.HostFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * By what the kubelet pulls images from registries that give them to those they know only; it
 * passes that on to containerd and to Docker. Source: Kubernetes 1.20, "Images", "Configuring nodes
 * to authenticate to a private registry".
 */
final class PullSecrets {
  /** Where the kubelet looks first. It reads it again every few minutes. */
  static final String PATH = "/var/lib/kubelet/config.json";

  private PullSecrets() {}

  /** None where no registry asks for a login. */
  static List<HostFile> files(SortedMap<String, Registry> registries) {
    Map<String, Object> logins = new LinkedHashMap<>();
    registries.forEach(
        (host, registry) ->
            registry
                .login()
                .ifPresent(
                    login ->
                        logins.put(
                            // Docker Hub goes by its old name there.
                            host.equals(Runtime.DOCKER_HUB) ? "https://index.docker.io/v1/" : host,
                            Map.of(
                                "auth", encoded(login.user() + ":" + login.password().reveal())))));
    return logins.isEmpty()
        ? List.of()
        : List.of(
            HostFile.secret(
                PATH, JsonMapper.shared().writeValueAsString(Map.of("auths", logins)) + "\n"));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
