package dev.daruma.cluster.packages;

import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.bundle.Manifest.Entry;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
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
          "images",
          Fragment.script("ctr -n k8s.io images ls -q 2>/dev/null"),
          output -> output.stdout().lines().map(String::strip).collect(Collectors.toSet()));

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
        "see journalctl -u containerd on the host, then run apply again",
        Fragment.all(
            missing.stream()
                .map(
                    entry ->
                        Fragment.of(
                            "ctr -n k8s.io images import %s >/dev/null",
                            bundle.folder() + "/" + entry.path()))
                .toList()),
        LIMIT);
  }
}
