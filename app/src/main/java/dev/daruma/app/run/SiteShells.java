package dev.daruma.app.run;

import dev.daruma.app.Workplace.Connections;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The shells of a site's hosts, and of those that are not in its file but in its cluster, which are
 * known only when the cluster has been asked.
 */
final class SiteShells implements Shells {
  private final Connections connections;
  private final Shells ofFile;
  private final Map<HostName, Shells> others = new ConcurrentHashMap<>();

  SiteShells(Connections connections, Shells ofFile) {
    this.connections = connections;
    this.ofFile = ofFile;
  }

  /** From now on these hosts have shells, too. */
  void reach(List<Target> targets) {
    targets.forEach(
        target -> others.computeIfAbsent(target.name(), name -> connections.to(List.of(target))));
  }

  @Override
  public Shell on(HostName host) {
    Shells other = others.get(host);
    return (other == null ? ofFile : other).on(host);
  }

  @Override
  public long bytesSent() {
    return ofFile.bytesSent() + others.values().stream().mapToLong(Shells::bytesSent).sum();
  }

  @Override
  public void close() {
    others.values().forEach(Shells::close);
    ofFile.close();
  }
}
