package dev.daruma.cluster.network.manifest;

import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Gives the cluster the objects of its network plugin; twice does no harm. The API server compares
 * and says what is wrong with them. Source: Kubernetes reference, "server-side apply".
 */
record ApplyNetwork(Site site, Host on, PluginSettings settings, PluginObjects objects)
    implements Step {
  private static final String REMEDY = "see that the API answers, then run apply again";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.NETWORK;
  }

  @Override
  public String title() {
    return "apply pod network";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(new Milestones.ApiAnswers());
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new NetworkApplied(), new NetworkPresent());
  }

  @Override
  public List<String> explanation() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s, mode %s, pods in %s"
            .formatted(
                settings.name(), objects.version(), settings.wanted().mode(), settings.pods()));
    lines.add("objects of checksum " + objects.identity().substring(0, 16));
    lines.add("where settings differ, its pods start anew, one after the other");
    return lines;
  }

  @Override
  public void run(Work work) {
    Host living = LivingControlPlane.find(work, site);
    note(work, living, AppliedNetwork.IDENTITY + "-");
    apply(work, living, objects.manifest());
    if (!settings.kinds().isEmpty()) {
      awaitKinds(work, living);
      if (!objects.custom().isEmpty()) {
        apply(work, living, objects.custom());
      }
      removeFormerPeers(work, living);
    }
    note(work, living, AppliedNetwork.IDENTITY + "=" + objects.identity());
  }

  private void awaitKinds(Work work, Host living) {
    List<String> arguments = new ArrayList<>(List.of("wait"));
    arguments.add("--for=condition=Established");
    arguments.add("--timeout=60s");
    settings.kinds().forEach(kind -> arguments.add("crd/" + kind));
    String _ = kubectl(work, living, "wait until the cluster knows its kinds", arguments);
  }

  /** Taken away before anything changes, and made when all has: a run may be cut off in between. */
  private void note(Work work, Host living, String annotation) {
    List<String> daemonSet =
        List.of("daemonset", settings.daemonSet(), "--namespace=" + objects.namespace());
    work.run(
        living.name(),
        "note what is applied",
        REMEDY,
        Fragment.of(
            "%s >/dev/null 2>&1 || exit 0\n%s",
            LivingControlPlane.kubectl(site, living, with("get", daemonSet)),
            LivingControlPlane.kubectl(
                site, living, with("annotate", daemonSet, "--overwrite", annotation))),
        LIMIT);
  }

  private static List<String> with(String verb, List<String> what, String... more) {
    List<String> arguments = new ArrayList<>(List.of(verb));
    arguments.addAll(what);
    arguments.addAll(List.of(more));
    return arguments;
  }

  /** Routers that the site file no longer names. */
  private void removeFormerPeers(Work work, Host living) {
    String listed =
        kubectl(
            work,
            living,
            "list the routers that Calico speaks to",
            List.of(
                "get",
                CalicoSettings.BGP_PEERS,
                "--selector=" + CalicoSettings.OWNER + "=daruma",
                "--output=jsonpath={.items[*].metadata.name}"));
    List<String> former =
        Arrays.stream(listed.strip().split(" ", -1))
            .filter(name -> !name.isEmpty() && !objects.peers().contains(name))
            .toList();
    if (!former.isEmpty()) {
      List<String> arguments = new ArrayList<>(List.of("delete", CalicoSettings.BGP_PEERS));
      arguments.addAll(former);
      String _ = kubectl(work, living, "forget routers " + former, arguments);
    }
  }

  private void apply(Work work, Host living, String json) {
    Fragment kubectl =
        LivingControlPlane.kubectl(
            site,
            living,
            List.of(
                "apply",
                "--server-side",
                "--force-conflicts",
                "--field-manager=daruma",
                "--filename=-"));
    work.feed(
        living.name(),
        "apply the objects of " + settings.name(),
        "see what the API server says: a manifest for another version of Kubernetes does not fit",
        kubectl,
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
        LIMIT);
  }

  private String kubectl(Work work, Host living, String trying, List<String> arguments) {
    return work.run(
            living.name(),
            trying,
            REMEDY,
            LivingControlPlane.kubectl(site, living, arguments),
            LIMIT)
        .stdout();
  }
}
