package dev.daruma.cluster.packages;

import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.engine.bundle.Manifest.Entry;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Gives the container runtime the images of the bundle that it lacks. */
record ImportImages(Host to, HostBundle bundle, List<Entry> missing, Set<Milestone> needs)
    implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(15);

  /** The full names of the images that containerd has for Kubernetes. */
  static final Probe<Set<String>> PRESENT =
      Probe.of(
          "images", Fragment.script("ctr -n k8s.io images ls -q 2>/dev/null"), ImportImages::names);

  /** The full names of the images that Docker has. */
  static final Probe<Set<String>> PRESENT_IN_DOCKER =
      Probe.of(
          "Docker's images",
          Fragment.of(
              "command -v docker >/dev/null && docker image ls --format %s 2>/dev/null",
              "{{.Repository}}:{{.Tag}}"),
          ImportImages::names);

  static Probe<Set<String>> present(Runtime.Kind kind) {
    return switch (kind) {
      case CONTAINERD -> PRESENT;
      case DOCKER -> PRESENT_IN_DOCKER;
    };
  }

  private static Set<String> names(Output output) {
    return output.stdout().lines().map(String::strip).collect(Collectors.toSet());
  }

  @Override
  public HostName host() {
    return to.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.PACKAGES;
  }

  @Override
  public String title() {
    return "import images";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.ImagesImported(host()));
  }

  @Override
  public Stopping stopping() {
    return Stopping.IS_CUT;
  }

  @Override
  public List<String> explanation() {
    return missing.stream().flatMap(entry -> entry.image().stream()).toList();
  }

  @Override
  public void run(Work work) {
    work.run(
        host(),
        "import images",
        "see journalctl -u " + to.runtime().kind() + " on the host, then run apply again",
        Fragment.all(
            missing.stream()
                .map(entry -> importing(bundle.folder() + "/" + entry.path()))
                .toList()),
        LIMIT);
  }

  private Fragment importing(String file) {
    return switch (to.runtime().kind()) {
      case CONTAINERD -> Fragment.of("ctr -n k8s.io images import %s >/dev/null", file);
      case DOCKER -> Fragment.of("docker image load -q -i %s >/dev/null", file);
    };
  }
}
