package dev.daruma.cluster.reboot;

import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.node.Drain;
import dev.daruma.cluster.quorum.Electorate;
import dev.daruma.cluster.quorum.Intent;
import dev.daruma.cluster.quorum.QuorumGuard;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.shape.Nearest;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which hosts start anew in which order, and whether they may. Pure.
 *
 * @param row the hosts in their order: workers, then control planes, the one with the endpoint's
 *     address last, so that it moves once
 * @param earlier those that an earlier row, cut off, has done; they are not in this one
 */
public record Reboot(Site site, Facts facts, List<Host> row, boolean rolling, List<Host> earlier) {
  private static final String ACT = "reboot";

  public Reboot {
    row = List.copyOf(row);
    earlier = List.copyOf(earlier);
  }

  /**
   * The hosts of these names; all hosts of the site where none is named.
   *
   * @throws ProblemException USAGE for a name that no host has; it tells the nearest
   */
  public static List<Host> named(Site site, List<HostName> names) {
    List<String> valid = site.hosts().stream().map(host -> host.name().value()).toList();
    for (HostName name : names) {
      if (!valid.contains(name.value())) {
        throw new ProblemException(
            Problem.of(
                Problem.Code.USAGE,
                ACT + " " + name,
                "site " + site.name() + " has no host " + name,
                Nearest.to(name.value(), valid)
                        .map(near -> "did you mean " + near + "? ")
                        .orElse("")
                    + "hosts: "
                    + String.join(", ", valid)));
      }
    }
    return names.isEmpty()
        ? site.hosts()
        : site.hosts().stream().filter(host -> names.contains(host.name())).toList();
  }

  /** What must have been read from a host. */
  public static List<Probe<?>> probes(Site site, Host host) {
    List<Probe<?>> probes = new ArrayList<>(Electorate.probes(site, host));
    probes.add(BootMark.PROBE);
    probes.add(KubeadmRun.PROBE);
    if (EndpointAddress.candidates(site).contains(host)) {
      probes.add(holding(site));
    }
    return probes;
  }

  private static Probe<Boolean> holding(Site site) {
    return Probe.of(
        "holds the endpoint's address", EndpointAddress.isHere(site), output -> output.succeeded());
  }

  /**
   * The row of these hosts; of those that an earlier row has left, where it was cut off.
   *
   * @param meant hosts of the site, in any order
   * @param rolling one after the other; else all at once
   */
  public static Reboot of(Site site, Facts facts, List<Host> meant, boolean rolling) {
    List<Host> left =
        rolling ? meant.stream().filter(host -> isNoted(host, facts)).toList() : List.of();
    List<Host> row = new ArrayList<>(left.isEmpty() ? meant : left);
    row.sort(
        Comparator.comparing((Host host) -> host.is(Role.CONTROL_PLANE))
            .thenComparing(host -> holdsAddress(site, host, facts))
            .thenComparingInt(site.hosts()::indexOf));
    List<Host> earlier = new ArrayList<>(meant);
    earlier.removeAll(row);
    return new Reboot(site, facts, row, rolling, earlier);
  }

  private static boolean isNoted(Host host, Facts facts) {
    return facts.knows(host.name()) && facts.get(host.name(), BootMark.PROBE).isNoted();
  }

  private static boolean holdsAddress(Site site, Host host, Facts facts) {
    return EndpointAddress.candidates(site).contains(host)
        && facts.knows(host.name())
        && facts.get(host.name(), holding(site));
  }

  /**
   * Why nothing is rebooted; empty when it may be.
   *
   * @param unsafe whether the operator insists on what the quorum guard objects to
   */
  public List<Problem> refusals(boolean unsafe) {
    List<Problem> refusals = new ArrayList<>();
    for (Host host : row) {
      Optional.ofNullable(facts.unread().get(host.name())).ifPresent(refusals::add);
      if (facts.knows(host.name())
          && facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.INTERRUPTED) {
        refusals.add(
            Problem.of(
                Problem.Code.REFUSED,
                host.name(),
                ACT,
                "a run of kubeadm was cut off there, and may still go on",
                "run daruma apply first, which finishes or undoes it"));
      }
    }
    if (!unsafe) {
      refusals.addAll(guarded());
    }
    return refusals;
  }

  private List<Problem> guarded() {
    Electorate electorate = Electorate.of(site, facts);
    if (!rolling) {
      SortedSet<HostName> all = new TreeSet<>(row.stream().map(Host::name).toList());
      return QuorumGuard.refusals(
          electorate, ACT + " " + words(all), new Intent.Interrupt(all), site.name());
    }
    return row.stream()
        .filter(host -> !hasHappened(host))
        .map(
            host ->
                QuorumGuard.refusals(
                    electorate,
                    ACT + " " + host.name(),
                    Intent.interrupt(host.name()),
                    site.name()))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  private static String words(SortedSet<HostName> hosts) {
    return String.join(", ", hosts.stream().map(HostName::value).toList()) + " at once";
  }

  private boolean hasHappened(Host host) {
    return facts.knows(host.name()) && facts.get(host.name(), BootMark.PROBE).hasHappened();
  }

  /**
   * @param unsafe whether the quorum guard is not asked again before each reboot
   * @param rules how pods leave
   */
  public Plan plan(boolean unsafe, Drain.Rules rules) {
    Set<Milestone> holding = new HashSet<>();
    Set<Milestone> noted = new HashSet<>();
    List<Act> acts = new ArrayList<>();
    for (Host host : row) {
      Milestone note = new Rebooting.Noted(host.name());
      noted.add(note);
      if (isNoted(host, facts)) {
        holding.add(note);
      } else {
        acts.add(new NoteReboot(host.name(), isDrained(host)));
      }
    }
    Optional<Host> before = Optional.empty();
    for (Host host : row) {
      Set<Milestone> needs = new HashSet<>(noted);
      if (rolling) {
        before.ifPresent(last -> needs.add(new Rebooting.Done(last.name())));
      }
      acts.add(new RebootHost(site, host, isMember(host), needs, unsafe, rules));
      before = Optional.of(host);
    }
    return Plan.of(holding, acts);
  }

  private boolean isDrained(Host host) {
    return ControlPlanes.cluster(site, facts)
        .filter(view -> view.isDrained(host.name()))
        .isPresent();
  }

  private boolean isMember(Host host) {
    return host.isNode() && facts.get(host.name(), KubeadmRun.PROBE) == KubeadmRun.DONE;
  }
}
