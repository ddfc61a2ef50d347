package dev.daruma.cluster.endpoint;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Hosts of which one holds the endpoint's address: a model of what keepalived makes of a marker.
 */
final class HoldingHosts implements Work {
  private final Site site;
  final Set<HostName> ready = new HashSet<>();
  final Set<HostName> away = new HashSet<>();
  final Set<HostName> marked = new HashSet<>();
  final Set<String> drained = new HashSet<>();
  final List<String> said = new ArrayList<>();
  Optional<HostName> holder = Optional.empty();

  /** How many times each is asked in vain whether it answers swiftly. */
  final Map<HostName, Integer> slowAnswers = new HashMap<>();

  /** Who was asked that, as often as it was. */
  final List<HostName> asked = new ArrayList<>();

  /** Whether the holder's keepalived does not react. */
  boolean stuck;

  HoldingHosts(Site site) {
    this.site = site;
  }

  private Output answer(HostName host, Fragment fragment) {
    if (away.contains(host)) {
      throw new ProblemException(
          Problem.of(Problem.Code.UNREACHABLE, host, "connect", "silence", "wait"));
    }
    if (fragment.equals(Handover.giveAway())) {
      marked.add(host);
      return status(true);
    }
    if (fragment.equals(Handover.takeBack())) {
      marked.remove(host);
      return status(true);
    }
    for (Host spared : site.controlPlanes()) {
      if (fragment.equals(Drain.begin(spared.name()))) {
        drained.add(spared.name() + " by " + host);
        return status(true);
      }
      if (fragment.equals(Drain.end(spared.name()))) {
        drained.remove(spared.name() + " by " + host);
        return status(true);
      }
    }
    if (fragment.equals(EndpointAddress.isHere(site))) {
      return status(holder.filter(host::equals).isPresent());
    }
    if (fragment.equals(Handover.mayHold())) {
      return status(ready.contains(host) && !marked.contains(host));
    }
    for (Host each : site.controlPlanes()) {
      if (fragment.equals(Handover.answersSwiftly(each))) {
        asked.add(host);
        return status(
            slowAnswers.getOrDefault(host, 0) < asked.stream().filter(host::equals).count());
      }
    }
    if (fragment.text().contains("/readyz")
        || fragment.text().contains(HaproxyConf.check().url())) {
      return status(ready.contains(host) && !marked.contains(host));
    }
    throw new AssertionError("nobody asks " + fragment.text());
  }

  private static Output status(boolean succeeded) {
    return new Output(succeeded ? 0 : 1, "", "");
  }

  /** With each look at a condition time passes: the address first leaves, and then appears. */
  private void pass() {
    if (stuck) {
      return;
    }
    if (holder.isPresent()) {
      holder = holder.filter(host -> ready.contains(host) && !marked.contains(host));
    } else {
      holder =
          EndpointAddress.candidates(site).stream()
              .map(Host::name)
              .filter(host -> ready.contains(host) && !marked.contains(host))
              .findFirst();
    }
  }

  @Override
  public Shell shell(HostName host) {
    return new OneHost(host);
  }

  @Override
  public void say(String line) {
    said.add(line);
  }

  @Override
  public <T> T until(String condition, Duration limit, Supplier<Seen<T>> look) {
    List<String> seen = new ArrayList<>();
    for (int looks = 0; looks < 10; looks++) {
      switch (look.get()) {
        case Seen.Met<T>(T value) -> {
          return value;
        }
        case Seen.NotYet<T>(String last) -> seen.add(last);
      }
      pass();
    }
    throw new ProblemException(
        Problem.of(
            Problem.Code.TIMED_OUT,
            "wait until " + condition,
            String.join("; ", seen),
            "run it again"));
  }

  @Override
  public Output run(
      HostName host, String trying, String remedy, Fragment fragment, Duration limit) {
    return answer(host, fragment);
  }

  @Override
  public Output feed(
      HostName host,
      String trying,
      String remedy,
      Fragment fragment,
      InputStream input,
      Duration limit) {
    throw new AssertionError("nothing is fed");
  }

  private final class OneHost implements Shell {
    private final HostName host;

    OneHost(HostName host) {
      this.host = host;
    }

    @Override
    public HostName host() {
      return host;
    }

    @Override
    public List<Output> run(List<Fragment> fragments, Duration limit) {
      return fragments.stream().map(fragment -> answer(host, fragment)).toList();
    }

    @Override
    public Output feed(Fragment fragment, InputStream input, Duration limit) {
      throw new AssertionError("nothing is fed");
    }

    @Override
    public Holding hold(Fragment fragment, Duration limit) {
      throw new AssertionError("nothing is held");
    }

    @Override
    public void upload(InputStream content, Path destination, String mode, String owner) {
      throw new AssertionError("nothing is uploaded");
    }

    @Override
    public boolean isClosed() {
      return false;
    }

    @Override
    public void close() {}
  }
}
