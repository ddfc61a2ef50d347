package dev.daruma.app.run;

import dev.daruma.cluster.kubeconfig.Kubeconfig;
import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The administrator's access to a cluster, fetched from whichever control plane answers. */
public record ClusterAccess(Visit visit) {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  public Kubeconfig kubeconfig() {
    return askAny("fetch kubeconfig", this::from);
  }

  /** Writes it beside the site file. */
  public Path keepKubeconfig() {
    Path file = visit.folder().ensure().kubeconfig();
    SiteFolder.write(file, kubeconfig().text());
    return file;
  }

  /** The first answer of a control plane whose API server is ready. */
  private <T> T askAny(String act, Function<Host, Optional<T>> question) {
    List<String> silent = new ArrayList<>();
    for (Host host : visit.site().controlPlanes()) {
      try {
        Optional<T> answer = question.apply(host);
        if (answer.isPresent()) {
          return answer.get();
        }
        silent.add(host.name() + ": its API server is not ready");
      } catch (ProblemException problem) {
        silent.add(host.name() + ": " + problem.problem().cause());
      }
    }
    throw new ProblemException(
        Problem.of(
            Problem.Code.UNREACHABLE,
            act,
            "no control plane's API server answers:\n" + String.join("\n", silent),
            "see that the hosts are up (daruma status), then run daruma apply"));
  }

  /** Prints kubeadm's kubeconfig where the host's own API server is ready. */
  public static Fragment administrators(Host host) {
    return Fragment.of(
        """
        cd /etc/kubernetes || exit 3
        curl -fsS --max-time 5 --cacert pki/ca.crt -o /dev/null %s && cat admin.conf""",
        "https://%s:%d/readyz"
            .formatted(host.address().getHostAddress(), Endpoint.API_SERVER_PORT));
  }

  private Optional<Kubeconfig> from(Host host) {
    Endpoint endpoint = visit.site().kubernetes().endpoint();
    Output output = visit.shells().on(host.name()).run(administrators(host), LIMIT);
    if (!output.succeeded()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Kubeconfig.of(output.stdout(), visit.site().name(), endpoint.server()));
    } catch (IllegalArgumentException malformed) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.COMMAND_FAILED,
              host.name(),
              "read /etc/kubernetes/admin.conf",
              String.valueOf(malformed.getMessage()),
              "make it anew on the host: kubeadm init phase kubeconfig admin"));
    }
  }
}
