package dev.daruma.cluster.verify;

import dev.daruma.cluster.controlplane.EtcdMembers;
import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.endpoint.EndpointAddress;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.network.RouterSessions;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Network.Plugin;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Proof that the cluster works: nodes, etcd, the endpoint's address, its certificate's names, and
 * pods that reach each other and a service by its name.
 */
public record VerifyCluster(Site site, Set<Milestone> needs, String smokeTestImage)
    implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Duration LOOK = Duration.ofSeconds(60);

  /**
   * After etcd was without a leader, as in every join of a second control plane, single watches of
   * an API server may stand still until their clients renew them, which client-go does after five
   * to ten minutes.
   */
  private static final Duration SERVICES_LIMIT = Duration.ofMinutes(11);

  public VerifyCluster {
    needs = Set.copyOf(needs);
  }

  @Override
  public HostName host() {
    return site.controlPlanes().getFirst().name();
  }

  @Override
  public Room room() {
    return ClusterRoom.VERIFY;
  }

  @Override
  public String title() {
    return "verify cluster";
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.Verified());
  }

  @Override
  public int changeCount() {
    return 0;
  }

  @Override
  public Stopping stopping() {
    return Stopping.ENDS_AT_WAIT;
  }

  @Override
  public List<String> explanation() {
    List<String> lines = new ArrayList<>();
    if (!RegistryAnswers.named(site.kubernetes().runtime()).isEmpty()) {
      lines.add("registries believed by every node, and the site's user let in");
    }
    lines.add("nodes Ready, etcd healthy, endpoint on one host, its certificate's names");
    lines.add("pods on every node reach each other and a service by name");
    return lines;
  }

  @Override
  public void run(Work work) {
    Host living = LivingControlPlane.find(work, site);
    RegistryAnswers.check(work, site);
    if (isWithoutNetwork(work, living)) {
      work.say(
          "pods are not tried: nodes become Ready once your network is installed (kubernetes.network.plugin is none)");
      cluster(work);
      return;
    }
    SmokeTest smokeTest = new SmokeTest(site, living, smokeTestImage);
    smokeTest.deploy(work);
    try {
      work.until("every node is Ready", LIMIT, () -> nodesReady(work, living));
      cluster(work);
      work.until("pods reach each other and a service", SERVICES_LIMIT, () -> smokeTest.look(work));
      RouterSessions.await(work, site);
    } finally {
      smokeTest.remove(work);
    }
  }

  /** Where the network is the operator's it may not be there yet. */
  private boolean isWithoutNetwork(Work work, Host living) {
    return site.kubernetes().network().plugin() == Plugin.NONE
        && nodesReady(work, living) instanceof Seen.NotYet<Boolean>;
  }

  /** All that works without pods. */
  private void cluster(Work work) {
    work.until("every etcd member is healthy", LIMIT, () -> etcdHealthy(work));
    if (!EndpointAddress.candidates(site).isEmpty()) {
      work.until("the endpoint is on exactly one host", LIMIT, () -> endpointHeldOnce(work));
    }
    work.until(
        "the API answers every node at " + site.kubernetes().endpoint().hostAndPort(),
        LIMIT,
        () -> endpointAnswers(work));
    work.until("the API's certificate has every name", LOOK, () -> certificateNames(work));
  }

  private Seen<Boolean> nodesReady(Work work, Host living) {
    Output listed =
        work.shell(living.name())
            .run(
                LivingControlPlane.kubectl(
                    site,
                    living,
                    List.of(
                        "get",
                        "nodes",
                        "-o",
                        "jsonpath={range .items[*]}{.metadata.name} {.status.conditions[?(@.type==\"Ready\")].status} {.status.conditions[?(@.type==\"Ready\")].message}{\"\\n\"}{end}")),
                LOOK);
    Set<String> ready =
        listed
            .stdout()
            .lines()
            .filter(line -> line.contains(" True "))
            .map(line -> line.substring(0, line.indexOf(' ')))
            .collect(Collectors.toSet());
    List<String> missing =
        site.nodes().stream()
            .map(host -> host.name().value())
            .filter(name -> !ready.contains(name))
            .toList();
    return missing.isEmpty()
        ? Seen.met(true)
        : Seen.notYet(
            "not Ready: " + String.join(", ", missing) + "\n" + listed.stdout() + listed.stderr());
  }

  private Seen<Boolean> etcdHealthy(Work work) {
    List<String> seen = new ArrayList<>();
    for (Host host : site.controlPlanes()) {
      var probe = EtcdMembers.probe();
      try {
        Output health = work.shell(host.name()).run(EtcdMembers.health(), LOOK);
        int members = Observed.read(work.shell(host.name()), List.of(probe)).get(probe).size();
        if (!health.stdout().contains("\"true\"") || members != site.controlPlanes().size()) {
          seen.add(
              host.name()
                  + ": "
                  + members
                  + " of "
                  + site.controlPlanes().size()
                  + " members, "
                  + health.said());
        }
      } catch (ProblemException silent) {
        seen.add(host.name() + ": " + silent.problem().cause());
      }
    }
    return seen.isEmpty() ? Seen.met(true) : Seen.notYet(String.join("; ", seen));
  }

  private Seen<Boolean> endpointHeldOnce(Work work) {
    List<HostName> holders =
        EndpointAddress.candidates(site).stream()
            .map(Host::name)
            .filter(host -> work.shell(host).run(EndpointAddress.isHere(site), LOOK).succeeded())
            .toList();
    return holders.size() == 1
        ? Seen.met(true)
        : Seen.notYet(
            site.kubernetes().endpoint().host()
                + " is on "
                + (holders.isEmpty() ? "no host" : holders.toString()));
  }

  /** Whoever holds it and whatever lies between: every node has to reach the API there. */
  private Seen<Boolean> endpointAnswers(Work work) {
    List<String> silent = new ArrayList<>();
    for (Host host : site.nodes()) {
      Output answer =
          work.shell(host.name())
              .run(
                  Fragment.of(
                      "curl -fsS --max-time 5 --noproxy '*' -o /dev/null --cacert /etc/kubernetes/pki/ca.crt %s",
                      site.kubernetes().endpoint().server() + "/readyz"),
                  LOOK);
      if (!answer.succeeded()) {
        silent.add(host.name() + ": " + answer.said());
      }
    }
    return silent.isEmpty() ? Seen.met(true) : Seen.notYet(String.join("; ", silent));
  }

  /** Asks every API server under every name it must have; curl checks the certificate. */
  private Seen<Boolean> certificateNames(Work work) {
    int port = Endpoint.API_SERVER_PORT;
    String domain = site.kubernetes().clusterDomain();
    List<String> names =
        Stream.of(
                Stream.of(
                    "kubernetes",
                    "kubernetes.default",
                    "kubernetes.default.svc",
                    "kubernetes.default.svc." + domain,
                    site.kubernetes().endpoint().host(),
                    site.kubernetes().serviceCidr().address(1).getHostAddress()),
                site.controlPlanes().stream().map(host -> host.name().value()),
                site.controlPlanes().stream().map(host -> host.address().getHostAddress()),
                site.kubernetes().certificates().extraNames().stream())
            .flatMap(each -> each)
            .toList();
    List<String> wrong = new ArrayList<>();
    for (Host host : site.controlPlanes()) {
      List<Fragment> asks =
          names.stream()
              .map(
                  name ->
                      Fragment.of(
                          "curl -fsS --max-time 10 -o /dev/null --cacert /etc/kubernetes/pki/ca.crt --connect-to %s %s",
                          "::" + host.address().getHostAddress() + ":" + port,
                          "https://" + name + ":" + port + "/version"))
              .toList();
      List<Output> answers = work.shell(host.name()).run(asks, LOOK);
      for (int at = 0; at < names.size(); at++) {
        if (!answers.get(at).succeeded()) {
          wrong.add(host.name() + " as " + names.get(at) + ": " + answers.get(at).said());
        }
      }
    }
    return wrong.isEmpty() ? Seen.met(true) : Seen.notYet(String.join("; ", wrong));
  }
}
