package dev.daruma.app.run;

import dev.daruma.app.show.Progress;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.lock.Holder;
import dev.daruma.engine.lock.SiteLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Who locks which hosts of a site. */
public final class Locking {
  private Locking() {}

  /**
   * Locks every control plane that answered.
   *
   * @param command what is about to change the site, for whoever is refused meanwhile
   * @throws dev.daruma.engine.problem.ProblemException REFUSED when another run changes the site
   */
  public static SiteLock take(Visit visit, Facts facts, String command, Progress progress) {
    List<HostName> hosts =
        visit.site().controlPlanes().stream().map(Host::name).filter(facts::knows).toList();
    if (hosts.isEmpty()) {
      progress.say("not locked: no control plane answers");
    }
    return take(visit, hosts, command, progress::say);
  }

  /**
   * Locks these hosts.
   *
   * @param say told of locks that are lost and taken again
   */
  public static SiteLock take(
      Visit visit, List<HostName> hosts, String command, Consumer<String> say) {
    Holder holder =
        new Holder(
            visit.workplace().operator().user() + "@" + machine(),
            command,
            visit.workplace().clock().instant(),
            ProcessHandle.current().pid());
    return SiteLock.take(visit.shells(), hosts, holder, say);
  }

  /** This machine's name; asking Java for it may ask a name server that does not answer. */
  private static String machine() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException noLinux) {
      return "a machine without a name";
    }
  }
}
