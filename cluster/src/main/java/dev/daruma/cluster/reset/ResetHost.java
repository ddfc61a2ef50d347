package dev.daruma.cluster.reset;

import dev.daruma.cluster.os.Fstab;
import dev.daruma.cluster.os.HostsFile;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Takes everything off a host that daruma placed there. Doing it twice does no harm. */
public record ResetHost(Host on, Set<Milestone> needs) implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String HOSTS = "/etc/hosts";
  private static final String FSTAB = "/etc/fstab";

  public ResetHost {
    needs = Set.copyOf(needs);
  }

  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.RESET;
  }

  @Override
  public String title() {
    return "reset host";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Bare(host()));
  }

  @Override
  public List<String> explanation() {
    return List.of(
        "kubeadm reset; containers, etcd's data, certificates and images go",
        "packages, units, settings and files that daruma placed go; the host's name stays");
  }

  @Override
  public void run(Work work) {
    work.run(
        host(),
        "take the cluster off the host",
        "mend what the host complains of, then run reset again",
        ResetScript.WHOLE,
        LIMIT);
    Observed observed =
        Observed.read(
            work.shell(host()), List.of(HostFile.reading(HOSTS), HostFile.reading(FSTAB)));
    List<Resource> files = new ArrayList<>();
    text(observed, HOSTS)
        .ifPresent(text -> files.add(HostFile.of(HOSTS, HostsFile.with(text, own()))));
    text(observed, FSTAB)
        .ifPresent(text -> files.add(HostFile.of(FSTAB, Fstab.withSwapAgain(text))));
    HostChange.makeNow(work, this, "give the host its own files back", files);
  }

  /** The host keeps its name, so the name must still lead somewhere: sudo asks for it. */
  private SortedMap<HostName, InetAddress> own() {
    return new TreeMap<>(Map.of(host(), on.address()));
  }

  private static Optional<String> text(Observed observed, String path) {
    return observed.get(HostFile.reading(path)).flatMap(HostFile.Present::text);
  }
}
