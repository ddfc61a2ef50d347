package dev.daruma.cluster.reset;

import dev.daruma.cluster.os.Fstab;
import dev.daruma.cluster.os.HostsFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Takes everything off a host that daruma placed there. Doing it twice does no harm. */
record ResetHost(HostName host) implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final String HOSTS = "/etc/hosts";
  private static final String FSTAB = "/etc/fstab";

  @Override
  public String title() {
    return "reset host";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of();
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Bare(host));
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
        host,
        "take the cluster off the host",
        "mend what the host complains of, then run reset again",
        ResetScript.WHOLE,
        LIMIT);
    Observed observed =
        Observed.read(work.shell(host), List.of(HostFile.reading(HOSTS), HostFile.reading(FSTAB)));
    List<Resource> own = new ArrayList<>();
    text(observed, HOSTS)
        .ifPresent(text -> own.add(HostFile.of(HOSTS, HostsFile.with(text, new TreeMap<>()))));
    text(observed, FSTAB).ifPresent(text -> own.add(HostFile.of(FSTAB, Fstab.withSwapAgain(text))));
    HostChange.makeNow(work, this, "give the host its own files back", own);
  }

  private static Optional<String> text(Observed observed, String path) {
    return observed.get(HostFile.reading(path)).flatMap(HostFile.Present::text);
  }
}
