package dev.daruma.engine.plan;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.resource.Change;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes to one host's resources, made by one script in this order; the first that fails ends it.
 *
 * @param settling what is waited for when the changes are made
 * @param around what is done before the changes and after the settling
 */
public record HostChange(
    HostName host,
    Room room,
    String title,
    List<Change> changes,
    Set<Milestone> needs,
    Set<Milestone> gives,
    Set<Limit> limits,
    Optional<Settling> settling,
    Optional<Around> around)
    implements Act {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  public HostChange {
    changes = List.copyOf(changes);
    needs = Set.copyOf(needs);
    gives = Set.copyOf(gives);
    limits = Set.copyOf(limits);
  }

  /** Changes that mind nobody, and are done when they are made. */
  public HostChange(
      HostName host,
      Room room,
      String title,
      List<Change> changes,
      Set<Milestone> needs,
      Set<Milestone> gives) {
    this(host, room, title, changes, needs, gives, Set.of(), Optional.empty(), Optional.empty());
  }

  /** The same, within these limits, and done only when that holds. */
  public HostChange within(Set<Limit> limits, Optional<Settling> settling) {
    return new HostChange(host, room, title, changes, needs, gives, limits, settling, around);
  }

  /** The same, with others spared. */
  public HostChange sparing(Around others) {
    return new HostChange(
        host, room, title, changes, needs, gives, limits, settling, Optional.of(others));
  }

  /** Whether something that runs on the host is interrupted by it. */
  public boolean restarts() {
    return changes.stream().anyMatch(change -> !change.restarts().isEmpty());
  }

  /** The changes that the resources need, empty where all is as declared. */
  public static HostChange of(
      HostName host,
      Room room,
      String title,
      List<Resource> resources,
      Observed observed,
      Set<Milestone> needs,
      Set<Milestone> gives) {
    List<Change> changes =
        resources.stream()
            .map(each -> each.difference(observed))
            .flatMap(Optional::stream)
            .toList();
    return new HostChange(host, room, title, changes, needs, gives);
  }

  /** Makes resources so within a step, for those that can only be told while the step runs. */
  public static void makeNow(Work work, Step step, String title, List<Resource> resources) {
    List<Probe<?>> probes = resources.stream().flatMap(each -> each.probes().stream()).toList();
    HostChange change =
        of(
            step.host(),
            step.room(),
            title,
            resources,
            Observed.read(work.shell(step.host()), probes),
            Set.of(),
            step.gives());
    if (!change.isEmpty()) {
      work.run(step.host(), title, "run apply again; it goes on from here", change.script(), LIMIT);
    }
  }

  @Override
  public int changeCount() {
    return changes.size();
  }

  @Override
  public List<Effect> effects() {
    return changes.stream()
        .flatMap(change -> change.restarts().stream())
        .<Effect>map(Restarts::new)
        .toList();
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The script; when it fails, its last line of standard output is the failed change's label. */
  public Fragment script() {
    List<Fragment> scripts = new ArrayList<>();
    for (Change change : changes) {
      scripts.add(
          Fragment.of(
              "(\n%s\n) || { echo; echo %s; exit 1; }\n", change.fragment(), change.label()));
    }
    return Fragment.of("export LC_ALL=C.UTF-8\n%s", Fragment.all(scripts));
  }
}
