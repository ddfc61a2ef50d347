package dev.daruma.cluster.endpoint;

import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
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

  private Handover() {}

  /**
   * This host gives the address away, and does not take it until {@link #takeBack()}. When every
   * host that may hold it has given it away, nobody holds it.
   */
  public static Fragment giveAway() {
    return Fragment.of("mkdir -p /run/daruma && touch %s", MARKER);
  }

  /** This host may hold the address again; it takes it only when nobody else has it. */
  public static Fragment takeBack() {
    return Fragment.of("rm -f %s", MARKER);
  }

  /**
   * The host gives the address away, and another one has it when this returns. Does nothing when
   * the host is none that may hold it, or when no other one is ready to take it: then the address
   * is better where it is.
   *
   * @throws ProblemException TIMED_OUT when no other host has taken it within 30 s
   */
  public static void awayFrom(Work work, Site site, Host host) {
    List<Host> candidates = EndpointAddress.candidates(site);
    List<Host> others = candidates.stream().filter(other -> !other.equals(host)).toList();
    if (!candidates.contains(host)
        || others.stream().noneMatch(other -> succeeds(work, other, isReady(site, other)))) {
      return;
    }
    boolean held = succeeds(work, host, EndpointAddress.isHere(site));
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

  /** Succeeds when the host's check would let it have the address. */
  private static Fragment isReady(Site site, Host host) {
    return Fragment.of(
        "[ ! -e %s ] && curl -fsS --max-time 3 --noproxy '*' --cacert /etc/kubernetes/pki/ca.crt %s",
        MARKER,
        "https://"
            + host.address().getHostAddress()
            + ":"
            + site.kubernetes().endpoint().port()
            + "/readyz");
  }

  private static boolean succeeds(Work work, Host host, Fragment question) {
    try {
      return work.shell(host.name()).run(question, LOOK).succeeded();
    } catch (ProblemException silent) {
      return false;
    }
  }
}
