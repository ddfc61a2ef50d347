package dev.daruma.cluster.life;

import dev.daruma.cluster.TestBundle;
import dev.daruma.cluster.controlplane.AuthorityStore;
import dev.daruma.cluster.controlplane.KubeadmDocuments;
import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.packages.Archive;
import dev.daruma.cluster.packages.HostBundle;
import dev.daruma.cluster.packages.Source;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Two control planes and a worker, what their hosts answer, and a bundle of small files. */
record SmallSite(Site site, Blueprint blueprint) {
  /** How a host stands. */
  enum State {
    /** Nothing was ever done there. */
    BARE,
    /** Bare, and somebody answers at the endpoint's address. */
    TAKEN,
    /** Bare, but about to be born: it has the endpoint's address, or will in a moment. */
    BEING_BORN,
    /** A node; on a control plane the API answers, and knows all nodes of the site that live. */
    LIVING,
    /** A node, and no API server answers. */
    SILENT,
    /** Living, but what has to follow its join was not done. */
    UNSETTLED,
    /** kubeadm was cut off there. */
    INTERRUPTED,
    /** Nobody answers. */
    AWAY
  }

  static SmallSite in(Path folder) throws IOException {
    return in(folder, "1.20.2");
  }

  /**
   * @param kubernetes the version of the site file; the bundle's is 1.20.2
   */
  static SmallSite in(Path folder, String kubernetes) throws IOException {
    return in(folder, kubernetes, "containerd");
  }

  /**
   * @param runtime what the site file wants; on hosts that live containerd runs the pods
   */
  static SmallSite in(Path folder, String kubernetes, String runtime) throws IOException {
    Path file = folder.resolve("site.yaml");
    Files.writeString(
        file,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        ssh: {user: ubuntu}
        hosts:
          one: {address: 192.0.2.11, roles: [control-plane]}
          two: {address: 192.0.2.12, roles: [control-plane]}
          node: {address: 192.0.2.21, roles: [worker]}
        kubernetes: {version: %s, endpoint: 192.0.2.10, runtime: %s}
        """
            .formatted(kubernetes, runtime));
    Site site = SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
    HostBundle bundle =
        TestBundle.in(
            folder,
            "1.20.2",
            List.of("kubeadm", "kubelet", "kubectl"),
            List.of("pause", "agnhost", "etcd"));
    Clock clock = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    return new SmallSite(
        site,
        new Blueprint(
            site,
            bundle,
            new AuthorityStore(folder.resolve("pki"), clock, new SecureRandom()),
            new KubeadmDocuments(site, bundle, new SecureRandom()),
            false));
  }

  /** The same, with packages from Kubernetes' own archive. */
  SmallSite upstream() {
    Source archive = Archive.upstream(site.kubernetes().version());
    return new SmallSite(
        site,
        new Blueprint(
            site,
            archive,
            blueprint.authorities(),
            new KubeadmDocuments(site, archive, new SecureRandom()),
            blueprint.proven()));
  }

  Source source() {
    return blueprint.source();
  }

  /** What is read when the hosts stand so, in the site's order. */
  Facts facts(State... states) {
    SortedMap<HostName, HostFacts> read = new TreeMap<>();
    SortedMap<HostName, Problem> unread = new TreeMap<>();
    for (int at = 0; at < states.length; at++) {
      Host host = site.hosts().get(at);
      if (states[at] == State.AWAY) {
        unread.put(
            host.name(),
            Problem.of(Problem.Code.UNREACHABLE, host.name(), "connect", "silence", "wait"));
      } else {
        read.put(
            host.name(),
            new HostFacts(observed(host, states[at], states), Instant.EPOCH, Instant.EPOCH));
      }
    }
    return new Facts(read, unread);
  }

  private Observed observed(Host host, State state, State... states) {
    Map<Probe<?>, Output> outputs = new HashMap<>();
    for (Probe<?> probe : blueprint.probes(host, Observed.blank())) {
      outputs.put(
          probe,
          switch (probe.name()) {
            case "kubeadm" -> new Output(0, kubeadm(state), "");
            case "runtime of the kubelet" ->
                new Output(
                    0,
                    kubeadm(state).contains("done")
                        ? "KUBELET_KUBEADM_ARGS=\"--container-runtime=remote\"\n"
                        : "",
                    "");
            case "neighbours" -> new Output(0, neighbours(state), "");
            case "watches to renew" -> new Output(state == State.UNSETTLED ? 0 : 1, "", "");
            case "operating system" ->
                new Output(0, "ID=debian\nVERSION_ID=12\nARCHITECTURE=amd64\n", "");
            case "machine" ->
                new Output(
                    0,
                    "memory 3884368\ndisk 6029312 4096\nmemory-cgroup yes\ninterface eth0 24\nclock 0\n",
                    "");
            case "etcd members" ->
                state == State.LIVING || state == State.UNSETTLED
                    ? new Output(0, members(states), "")
                    : new Output(7, "", "");
            case "cluster" ->
                state == State.LIVING || state == State.UNSETTLED
                    ? new Output(0, nodes(states), "")
                    : new Output(4, "", "");
            default -> new Output(127, "", "");
          });
    }
    return Observed.of(outputs);
  }

  private static String neighbours(State state) {
    return switch (state) {
      case TAKEN -> "endpoint\n";
      case BEING_BORN -> "endpoint\nholder\n";
      case BARE, LIVING, UNSETTLED, SILENT, INTERRUPTED, AWAY -> "";
    };
  }

  private static String kubeadm(State state) {
    return switch (state) {
      case BARE, TAKEN, BEING_BORN, AWAY -> "";
      case LIVING, UNSETTLED, SILENT -> "started\ndone\nnode\n";
      case INTERRUPTED -> "started\n";
    };
  }

  private String nodes(State... states) {
    List<String> nodes = new ArrayList<>();
    for (int at = 0; at < states.length; at++) {
      Host host = site.hosts().get(at);
      if (EnumSet.of(State.LIVING, State.UNSETTLED, State.AWAY).contains(states[at])) {
        boolean controlPlane = host.is(Role.CONTROL_PLANE);
        String owned =
            controlPlane
                ? "{'taints': ['node-role.kubernetes.io/master:NoSchedule']}"
                : "{'labels': ['node-role.kubernetes.io/worker']}";
        nodes.add(
            """
            {"metadata": {"name": "%s", "labels": {"node-role.kubernetes.io/%s": ""},
              "annotations": {"daruma.dev/owned": "%s"}},
             "spec": {"podCIDR": "10.244.%d.0/24", "taints": [%s]},
             "status": {"conditions": [{"type": "Ready", "status": "%s"}],
               "addresses": [{"type": "InternalIP", "address": "%s"}]}}"""
                .formatted(
                    host.name(),
                    controlPlane ? "control-plane" : "worker",
                    owned.replace("'", "\\\""),
                    at,
                    controlPlane
                        ? """
                          {"key": "node-role.kubernetes.io/master", "effect": "NoSchedule"}"""
                        : "",
                    states[at] == State.AWAY ? "Unknown" : "True",
                    host.address().getHostAddress()));
      }
    }
    return "{\"items\": [" + String.join(",", nodes) + "]}";
  }

  private String members(State... states) {
    List<String> members = new ArrayList<>();
    for (int at = 0; at < states.length; at++) {
      Host host = site.hosts().get(at);
      if (host.is(Role.CONTROL_PLANE)
          && EnumSet.of(State.LIVING, State.UNSETTLED, State.AWAY, State.SILENT)
              .contains(states[at])) {
        members.add(
            "{\"ID\": \"%d\", \"name\": \"%s\", \"peerURLs\": [\"https://%s:2380\"]}"
                .formatted(at, host.name(), host.address().getHostAddress()));
      }
    }
    return "{\"members\": [" + String.join(",", members) + "]}";
  }
}
