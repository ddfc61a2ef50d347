package dev.daruma.cluster.endpoint;

import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * A host gives the endpoint's address away before it is interrupted, instead of being found out
 * afterwards.
 *
 * <p>The marker lies in memory, so that a reboot forgets it, and counts for half an hour only: when
 * whoever put it there has died, the host may hold the address again by then.
 */
public final class Handover {
  /**
   * While this file exists, and is younger than half an hour, the host does not hold the address.
   */
  public static final String MARKER = "/run/daruma/endpoint-handover";

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofSeconds(5);

  /** It asks once a second, and forgives an answer. */
  private static final Duration WATCH = Duration.ofSeconds(5);

  /** A host that has only just started answers, and slowly; by then it has calmed down. */
  private static final Duration CALM = Duration.ofMinutes(1);

  /** How long it takes to see that a server answers swiftly, and does not only happen to. */
  private static final Duration CALM_LOOK = Duration.ofSeconds(10);

  private Handover() {}

  /**
   * This host gives the address away, and does not take it until {@link #takeBack()}. When every
   * host that may hold it has given it away, nobody holds it.
   */
  public static Fragment giveAway() {
    return Fragment.of("mkdir -p /run/daruma && touch %s", MARKER);
  }

  /**
   * This host may hold the address again; it takes it only when nobody else has it. Where load
   * balancers were told to spare it, {@link #backTo} tells them as well.
   */
  public static Fragment takeBack() {
    return Fragment.of("rm -f %s", MARKER);
  }

  /**
   * New connections to the API no longer need the host: it gives the address away, if it may hold
   * it, and another one has it when this returns; load balancers send its API server nothing new.
   * Does nothing when no other one is ready to take over: then all is better where it is. Before
   * the address moves, the others get a minute to answer swiftly: clients should not notice.
   *
   * @throws ProblemException TIMED_OUT when no other host has taken the address within 30 s
   */
  public static void awayFrom(Work work, Site site, Host host) {
    drain(work, site, host);
    List<Host> candidates = EndpointAddress.candidates(site);
    List<Host> others = candidates.stream().filter(other -> !other.equals(host)).toList();
    if (!candidates.contains(host)
        || others.stream().noneMatch(other -> succeeds(work, other, isReady(site, other)))) {
      return;
    }
    boolean held = succeeds(work, host, EndpointAddress.isHere(site));
    if (held) {
      awaitCalm(work, site, host);
    }
    work.run(
        host.name(),
        "give the endpoint's address away",
        "see that the host has room in /run, then run it again",
        giveAway(),
        LOOK);
    if (held) {
      Host taker =
          work.until(
              "another host than " + host.name() + " holds the endpoint's address",
              LIMIT,
              () -> taker(work, site, host, others));
      work.say("the endpoint's address has moved to " + taker.name());
    }
  }

  /** Undoes {@link #awayFrom}: the host may hold the address again, and gets connections. */
  public static void backTo(Work work, Site site, Host host) {
    if (host.is(Role.CONTROL_PLANE) && isBalanced(site)) {
      for (Host balancer : EndpointAddress.candidates(site)) {
        boolean _ = succeeds(work, balancer, Drain.end(host.name()));
      }
    }
    if (EndpointAddress.candidates(site).contains(host)) {
      work.run(
          host.name(),
          "let the host hold the endpoint's address again",
          "run it again; after half an hour the host may by itself",
          takeBack(),
          LOOK);
      awaitWatch(work, host);
    }
  }

  /** Whichever of the others takes the address, its API server is to answer at once. */
  private static void awaitCalm(Work work, Site site, Host host) {
    List<Host> ready =
        site.controlPlanes().stream()
            .filter(other -> !other.equals(host))
            .filter(other -> succeeds(work, other, answers(other)))
            .toList();
    boolean calm =
        work.untilOrLate(
            "the other API servers answer swiftly",
            CALM,
            () -> {
              List<HostName> slow =
                  ready.stream()
                      .filter(other -> !succeeds(work, other, answersSwiftly(other), CALM_LOOK))
                      .map(Host::name)
                      .toList();
              return slow.isEmpty() ? Seen.met(true) : Seen.notYet("slow: " + slow);
            });
    if (!calm) {
      work.say("the other API servers answer slowly; the endpoint's address moves all the same");
    }
  }

  /** So that the next host whose turn it is finds one that takes the address from it. */
  private static void awaitWatch(Work work, Host host) {
    boolean ready =
        work.untilOrLate(
            host.name() + " may hold the endpoint's address",
            WATCH,
            () ->
                succeeds(work, host, mayHold())
                    ? Seen.met(true)
                    : Seen.notYet("see journalctl -u " + EndpointCheck.UNIT + " there"));
    if (!ready) {
      work.say(host.name() + " is not ready to hold the endpoint's address yet");
    }
  }

  /** Succeeds when keepalived was told that the host may. */
  static Fragment mayHold() {
    return Fragment.of("grep -qx 0 %s", EndpointCheck.STATE);
  }

  private static void drain(Work work, Site site, Host host) {
    if (!host.is(Role.CONTROL_PLANE) || !isBalanced(site)) {
      return;
    }
    boolean others =
        site.controlPlanes().stream()
            .filter(other -> !other.equals(host))
            .anyMatch(other -> succeeds(work, other, answers(other)));
    if (!others) {
      return;
    }
    for (Host balancer : EndpointAddress.candidates(site)) {
      if (!succeeds(work, balancer, Drain.begin(host.name()))) {
        // It finds out by itself that the API server is away, if it lives.
        work.say("the load balancer on " + balancer.name() + " could not be told");
      }
    }
  }

  private static boolean isBalanced(Site site) {
    return site.kubernetes().endpoint().provider() == Endpoint.Provider.HAPROXY;
  }

  private static Seen<Host> taker(Work work, Site site, Host host, List<Host> others) {
    Fragment isHere = EndpointAddress.isHere(site);
    if (succeeds(work, host, isHere)) {
      return Seen.notYet(host.name() + " still has it; see journalctl -u keepalived there");
    }
    return others.stream()
        .filter(other -> succeeds(work, other, isHere))
        .findFirst()
        .map(Seen::met)
        .orElseGet(() -> Seen.notYet("no host has it"));
  }

  /**
   * Succeeds when the host would take the address, as far as that can be told. What keepalived goes
   * by counts, too: it lags behind a server that has only just come back.
   */
  private static Fragment isReady(Site site, Host host) {
    return Fragment.of(
        "[ ! -e %s ] && %s && %s",
        MARKER,
        mayHold(),
        isBalanced(site)
            ? Fragment.of("curl -fsS --max-time 3 --noproxy '*' %s", HaproxyConf.check().url())
            : answers(host));
  }

  /** Succeeds when the control plane's own API server is ready. */
  private static Fragment answers(Host host) {
    return Fragment.of(
        "curl -fsS --max-time 3 --noproxy '*' --cacert /etc/kubernetes/pki/ca.crt %s",
        EndpointCheck.ofApiServer(host.address()).url());
  }

  /** For four seconds: sixteen answers, each within a fifth of a second, etcd's to it included. */
  static Fragment answersSwiftly(Host host) {
    String url = EndpointCheck.ofApiServer(host.address()).url();
    return Fragment.of(
        """
        for look in 1 2 3 4 5 6 7 8
        do
          curl -fsS --fail-early --max-time 0.2 --noproxy '*' --cacert /etc/kubernetes/pki/ca.crt %s || exit 1
          sleep 0.5
        done""",
        Collections.nCopies(2, url));
  }

  private static boolean succeeds(Work work, Host host, Fragment question) {
    return succeeds(work, host, question, LOOK);
  }

  private static boolean succeeds(Work work, Host host, Fragment question, Duration limit) {
    try {
      return work.shell(host.name()).run(question, limit).succeeded();
    } catch (ProblemException silent) {
      return false;
    }
  }
}
