package dev.daruma.app.drill;

import dev.daruma.app.probe.ApiReader;
import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.drill.PodSeen;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.verify.SmokeTestManifest;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shells;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What drills ask of: a namespace of their own, with a pod on every node, a service, an object. */
record Workload(Site site, Shells shells, ApiReader api, String image) {
  private static final String NAMESPACE = "daruma-drill";
  private static final int PORT = 8080;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String OBJECTS = "/api/v1/namespaces/" + NAMESPACE + "/configmaps/probe-";

  /** The object that is read. */
  static final String OBJECT = OBJECTS + 0;

  /**
   * Writes of a second or more go to an object of their own: the API tries again what meets another
   * change of the same object, and refuses it in the end.
   */
  private static final int WRITTEN = 64;

  private static final String CONFIG_MAPS =
      IntStream.range(0, WRITTEN)
          .mapToObj(
              number ->
                  """
                  {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "probe-%d", "namespace": "%s"}, "data": {"look": "0"}}
                  """
                      .formatted(number, NAMESPACE))
          .collect(Collectors.joining());

  /** Where to ask from inside, and whom. */
  record Inside(HostName from, String fromAddress, String pod, String service) {}

  void deploy(Waits waits) {
    waits.until(
        "the namespace of earlier drills is gone",
        Duration.ofMinutes(3),
        Duration.ofMillis(500),
        () ->
            api.read("/api/v1/namespaces/" + NAMESPACE)
                    .map(found -> found.path("status").path("phase").asString(""))
                    .orElse("")
                    .equals("Terminating")
                ? Seen.notYet("it is being deleted")
                : Seen.met(true));
    String objects = SmokeTestManifest.of(NAMESPACE, image, PORT) + "\n" + CONFIG_MAPS;
    Host host = site.controlPlanes().getFirst();
    Output output =
        shells
            .on(host.name())
            .feed(
                LivingControlPlane.kubectl(site, host, List.of("apply", "-f", "-")),
                new ByteArrayInputStream(objects.getBytes(StandardCharsets.UTF_8)),
                LIMIT);
    if (!output.succeeded()) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.COMMAND_FAILED,
              host.name(),
              "deploy what drills ask of",
              output.said(),
              "see that the API answers: daruma status"));
    }
  }

  /** Takes it away; what cannot be taken away now, the next drill takes over. */
  void remove() {
    for (Host host : site.controlPlanes()) {
      try {
        Output output =
            shells
                .on(host.name())
                .run(
                    LivingControlPlane.kubectl(
                        site,
                        host,
                        List.of(
                            "delete",
                            "namespace",
                            NAMESPACE,
                            "--ignore-not-found",
                            "--wait=false")),
                    LIMIT);
        if (output.succeeded()) {
          return;
        }
      } catch (ProblemException silent) {
        // The next one may answer.
      }
    }
  }

  /** Whether its pods run on every node. */
  Seen<Boolean> runs() {
    Set<HostName> ready =
        pods().stream()
            .filter(pod -> pod.ready() && !pod.address().isEmpty())
            .map(PodSeen::node)
            .collect(Collectors.toSet());
    List<HostName> missing =
        site.nodes().stream().map(Host::name).filter(node -> !ready.contains(node)).toList();
    return missing.isEmpty() ? Seen.met(true) : Seen.notYet("no pod is ready on " + missing);
  }

  private List<PodSeen> pods() {
    return api.read("/api/v1/namespaces/" + NAMESPACE + "/pods").map(PodSeen::in).orElse(List.of());
  }

  /** Two nodes that the drill does not touch, if the site has as many. */
  Optional<Inside> apartFrom(HostName touched) {
    List<PodSeen> pods =
        pods().stream()
            .filter(pod -> pod.ready() && !pod.node().equals(touched))
            .sorted((one, other) -> order(other) - order(one))
            .toList();
    String service =
        api.read("/api/v1/namespaces/" + NAMESPACE + "/services/" + NAMESPACE)
            .map(found -> found.path("spec").path("clusterIP").asString(""))
            .orElse("");
    if (pods.isEmpty() || service.isEmpty()) {
      return Optional.empty();
    }
    PodSeen from = pods.getFirst();
    return pods.stream()
        .filter(to -> !to.node().equals(from.node()))
        .findFirst()
        .map(
            to ->
                new Inside(
                    from.node(), from.address(), to.address() + ":" + PORT, service + ":" + PORT));
  }

  /** Workers come last in most sites, and carry less than control planes. */
  private int order(PodSeen pod) {
    return site.nodes().stream().map(Host::name).toList().indexOf(pod.node());
  }

  /** The object that the look of that number writes. */
  static String written(long number) {
    return OBJECTS + number % WRITTEN;
  }

  static String change(long number) {
    return "{\"data\": {\"look\": \"" + number + "\"}}";
  }

  /** All pods of the cluster. */
  List<PodSeen> everywhere() {
    return api.read("/api/v1/pods").map(PodSeen::in).orElse(List.of());
  }

  Optional<JsonNode> nodes() {
    return api.read("/api/v1/nodes");
  }
}
