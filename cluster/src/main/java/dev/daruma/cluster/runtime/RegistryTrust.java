package dev.daruma.cluster.runtime;

import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.Runtime.Kind;

/** Where registries are, and where a host has the certificates of those who vouch for them. */
public final class RegistryTrust {
  /** Source: docker(1), "Verify repository client with certificates". */
  private static final String OF_DOCKER = "/etc/docker/certs.d";

  private RegistryTrust() {}

  /** The file in which the runtime looks for the registry's authority, PEM. */
  public static String authority(Kind kind, String registry) {
    String folder =
        switch (kind) {
          case CONTAINERD -> ContainerdToml.REGISTRIES;
          case DOCKER -> OF_DOCKER;
        };
    return folder + "/" + registry + "/ca.crt";
  }

  /** Who answers for a registry: for all but Docker Hub, the one that image names have. */
  public static String server(String registry) {
    return registry.equals(Runtime.DOCKER_HUB) ? "registry-1.docker.io" : registry;
  }
}
