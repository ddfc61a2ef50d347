package dev.daruma.cluster.verify;

import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A pod on every node, and each asked to reach every other and a service by its name.
 *
 * <p>The pods run agnhost's netexec, whose {@code /dial} makes a request from inside the pod.
 * Source: Kubernetes, test/images/agnhost.
 */
record SmokeTest(Site site, Host living, String image) {
  private static final String NAMESPACE = "daruma-verify";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Pods of a host without power are only let go of after minutes. */
  private static final Duration CLEARING = Duration.ofMinutes(8);

  private static final int PORT = 8080;

  private record Pod(String node, String address) {}

  void deploy(Work work) {
    Fragment phase =
        kubectl(
            List.of(
                "get",
                "namespace",
                NAMESPACE,
                "--ignore-not-found",
                "-o",
                "jsonpath={.status.phase}"));
    work.until(
        "the smoke test of the last verification is gone",
        CLEARING,
        () ->
            work.shell(living.name()).run(phase, LIMIT).stdout().contains("Terminating")
                ? Seen.notYet("its namespace is being deleted")
                : Seen.met(true));
    work.feed(
        living.name(),
        "deploy the smoke test",
        "see that the API answers, then run verify again",
        kubectl(List.of("apply", "-f", "-")),
        new ByteArrayInputStream(
            SmokeTestManifest.of(NAMESPACE, image, PORT).getBytes(StandardCharsets.UTF_8)),
        LIMIT);
  }

  /** Best effort: what is left of it does no harm, and the next verification takes it over. */
  void remove(Work work) {
    work.shell(living.name())
        .run(kubectl(List.of("delete", "namespace", NAMESPACE, "--wait=false")), LIMIT);
  }

  Seen<Boolean> look(Work work) {
    Output listed =
        work.shell(living.name())
            .run(
                kubectl(
                    List.of(
                        "get",
                        "pods",
                        "-n",
                        NAMESPACE,
                        "-o",
                        "jsonpath={range .items[*]}{.spec.nodeName} {.status.podIP} {.status.phase}{\"\\n\"}{end}")),
                LIMIT);
    List<Pod> pods =
        listed
            .stdout()
            .lines()
            .map(line -> line.strip().split(" "))
            .filter(fields -> fields.length == 3 && fields[2].equals("Running"))
            .map(fields -> new Pod(fields[0], fields[1]))
            .toList();
    if (pods.size() < site.nodes().size()) {
      return Seen.notYet(
          pods.size()
              + " of "
              + site.nodes().size()
              + " pods run\n"
              + listed.stdout()
              + listed.stderr());
    }
    List<String> targets = new ArrayList<>(pods.stream().map(Pod::address).toList());
    targets.add(NAMESPACE + "." + NAMESPACE + ".svc." + site.kubernetes().clusterDomain());
    List<String> failed = new ArrayList<>();
    List<Fragment> dials = new ArrayList<>();
    for (Pod pod : pods) {
      dials.add(
          Fragment.of(
              """
              for target in %s
              do curl -fsS --max-time 10 -G -d protocol=http -d request=hostname -d tries=1 -d port=%s --data-urlencode "host=$target" %s; echo
              done""",
              targets, PORT, "http://" + pod.address() + ":" + PORT + "/dial"));
    }
    List<Output> answers = work.shell(living.name()).run(dials, LIMIT);
    for (int at = 0; at < pods.size(); at++) {
      long reached =
          answers.get(at).stdout().lines().filter(line -> line.contains("\"responses\":[")).count();
      if (reached != targets.size()) {
        failed.add(
            "from "
                + pods.get(at).node()
                + " "
                + reached
                + " of "
                + targets.size()
                + ": "
                + answers.get(at).stdout().strip()
                + answers.get(at).stderr().strip());
      }
    }
    return failed.isEmpty() ? Seen.met(true) : Seen.notYet(String.join("; ", failed));
  }

  private Fragment kubectl(List<String> arguments) {
    return LivingControlPlane.kubectl(site, living, arguments);
  }
}
