package dev.daruma.cluster.preflight;

import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * TCP ports that somebody listens on, and by which process.
 *
 * @param listeners by port; the process's name, or empty where it could not be told
 */
record TakenPorts(NavigableMap<Integer, String> listeners) {
  /** Source: Kubernetes documentation, "ports and protocols"; BGP is 179 in RFC 4271. */
  private static final List<Integer> EVERY_NODE = List.of(179, 10249, 10250, 10256);

  private static final List<Integer> CONTROL_PLANE = List.of(2379, 2380, 2381, 6443, 10257, 10259);

  static final Probe<TakenPorts> PROBE =
      Probe.of(
          "ports",
          // Of no interest on a host that is a node already.
          Fragment.of("[ ! -e %s ] || exit 0\nss -Hltnp 2>/dev/null", KubeadmRun.FOLDER + "/done"),
          TakenPorts::parse);

  static TakenPorts parse(Output output) {
    NavigableMap<Integer, String> listeners = new TreeMap<>();
    for (String line : output.stdout().lines().toList()) {
      String[] fields = line.strip().split("\\s+");
      if (fields.length < 4) {
        continue;
      }
      String port = fields[3].substring(fields[3].lastIndexOf(':') + 1);
      if (port.matches("\\d{1,5}")) {
        int quote = line.indexOf('"');
        String process = quote < 0 ? "" : line.substring(quote + 1, line.indexOf('"', quote + 1));
        listeners.put(Integer.parseInt(port), process);
      }
    }
    return new TakenPorts(listeners);
  }

  static List<Problem> problems(Host host, TakenPorts taken) {
    List<Integer> needed = new ArrayList<>(EVERY_NODE);
    if (host.is(Role.CONTROL_PLANE)) {
      needed.addAll(CONTROL_PLANE);
    }
    return needed.stream()
        .filter(taken.listeners()::containsKey)
        .filter(port -> !isOurs(taken.listeners().getOrDefault(port, "")))
        .map(
            port ->
                Problem.of(
                    Code.PORT_TAKEN,
                    host.name(),
                    "preflight",
                    "TCP port "
                        + port
                        + " is taken by "
                        + (taken.listeners().getOrDefault(port, "").isEmpty()
                            ? "an unknown process"
                            : taken.listeners().get(port)),
                    "stop that program, or move it to another port"))
        .toList();
  }

  /** A run that was cut off may have started these before the host was a node. */
  private static boolean isOurs(String process) {
    return process.equals("bird") || process.equals("kubelet");
  }
}
