package dev.daruma.cluster.site.file;

import dev.daruma.cluster.release.Releases;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Place;
import java.util.Optional;

/** What Docker cannot do, or Kubernetes cannot do with it. */
final class RuntimeChecks {
  private RuntimeChecks() {}

  static void check(Draft draft, Findings findings) {
    firstWord(draft)
        .ifPresent(
            word -> {
              dockerIsSpokenTo(draft, word, findings);
              mirrorsAreAsked(draft, findings);
            });
  }

  /** Where it is first said that a node is to have Docker. */
  private static Optional<Place> firstWord(Draft draft) {
    return draft.hosts().stream()
        .filter(Draft.Host::isNode)
        .filter(host -> draft.runtime(host) == Runtime.Kind.DOCKER)
        .findFirst()
        .flatMap(
            host ->
                host.runtime()
                    .find(RuntimeKeys.HOST_KIND)
                    .or(() -> draft.runtime().find(RuntimeKeys.KIND))
                    .map(placed -> placed.place()));
  }

  private static void dockerIsSpokenTo(Draft draft, Place word, Findings findings) {
    draft
        .kubernetes()
        .value(KubernetesKeys.VERSION)
        .filter(version -> !Releases.nearest(version.major(), version.minor()).hasDockershim())
        .ifPresent(
            version ->
                findings.error(
                    word,
                    "Kubernetes %s speaks to Docker only by cri-dockerd, which is not built yet"
                        .formatted(version),
                    "take containerd; Docker itself is spoken to by Kubernetes up to 1.23"));
  }

  /** Source: dockerd's reference, "registry-mirrors". */
  private static void mirrorsAreAsked(Draft draft, Findings findings) {
    draft
        .runtime()
        .value(RuntimeKeys.MIRRORS)
        .ifPresent(
            mirrors ->
                mirrors.entries().stream()
                    .map(entry -> entry.key())
                    .filter(registry -> !registry.value().equals(Runtime.DOCKER_HUB))
                    .forEach(
                        registry ->
                            findings.warning(
                                registry.place(),
                                "Docker asks no mirrors for %s, only for docker.io"
                                    .formatted(registry.value()),
                                "hosts with containerd ask them; on those with Docker the registry"
                                    + " itself has to answer")));
  }
}
