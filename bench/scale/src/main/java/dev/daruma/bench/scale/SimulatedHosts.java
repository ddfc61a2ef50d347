package dev.daruma.bench.scale;

import dev.daruma.app.run.ClusterAccess;
import dev.daruma.cluster.controlplane.ControlPlaneKeys;
import dev.daruma.cluster.controlplane.ControlPlanes;
import dev.daruma.cluster.endpoint.EndpointWatch;
import dev.daruma.cluster.endpoint.PresentRouters;
import dev.daruma.cluster.facts.ClusterView;
import dev.daruma.cluster.facts.Machine;
import dev.daruma.cluster.kubeconfig.Kubeconfig;
import dev.daruma.cluster.network.PodNetwork;
import dev.daruma.cluster.os.HostPreparation;
import dev.daruma.cluster.packages.HostBundle;
import dev.daruma.cluster.packages.KubernetesPackages;
import dev.daruma.cluster.runtime.ContainerRuntime;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.resource.Sysctl;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The hosts of a finished site by address, as recorded where that is the same for every site. */
final class SimulatedHosts {
  private static final int FIRST_POD_NETWORK = 10 << 24 | 128 << 16;

  /** An administrator's access to no cluster at all. */
  private static final String MADE_UP =
      new Kubeconfig("simulated", "https://10.77.0.2:6443", "Q0E=", "Q0VSVA==", "S0VZ").text();

  private final Site site;
  private final HostBundle bundle;
  private final Recording recording;
  private final SimulatedCertificates certificates;

  private SimulatedHosts(SimulatedSite simulated, Recording recording) {
    this.site = simulated.site();
    this.bundle = new HostBundle(simulated.bundle());
    this.recording = recording;
    this.certificates = new SimulatedCertificates(site);
  }

  static Map<String, SimulatedHost> of(SimulatedSite simulated, Recording recording) {
    SimulatedHosts hosts = new SimulatedHosts(simulated, recording);
    String nodes = hosts.nodes();
    Map<String, SimulatedHost> byAddress = new HashMap<>();
    for (Host host : hosts.site.hosts()) {
      byAddress.put(host.address().getHostAddress(), hosts.host(host, nodes));
    }
    return byAddress;
  }

  private SimulatedHost host(Host host, String nodes) {
    boolean controlPlane = host.is(Role.CONTROL_PLANE);
    SimulatedHost simulated = new SimulatedHost(recording, controlPlane);
    Probe<Machine> machine = Machine.probe(host.address().getHostAddress());
    String recorded = recording.answer(controlPlane, machine.fragment()).stdout();
    SimulatedMachine own = new SimulatedMachine(host, recorded);
    simulated.answers(machine.fragment(), own::answer);
    simulated.answers(
        question(new Sysctl("kernel.hostname", host.name().value())),
        () -> "/proc/sys/kernel/hostname:" + host.name() + "\n");
    for (Resource resource : resources(host, machine, own.answer())) {
      if (resource instanceof HostFile file) {
        simulated.answers(question(file), () -> present(file));
      }
    }
    if (controlPlane) {
      simulated.answers(ControlPlanes.view(site, host).fragment(), () -> nodes);
      simulated.answers(ClusterAccess.administrators(host), () -> MADE_UP);
      String present = certificates.of(host);
      simulated.answers(ControlPlaneKeys.probes().getFirst().fragment(), () -> present);
    }
    return simulated;
  }

  private static Fragment question(Resource resource) {
    return resource.probes().getFirst().fragment();
  }

  /** All that was declared, as an apply would have left it. */
  private List<Resource> resources(Host host, Probe<Machine> machine, String answer) {
    Map<Probe<?>, Output> read = new HashMap<>();
    read.put(machine, new Output(0, answer, ""));
    read.put(PresentRouters.PROBE, new Output(3, "", ""));
    for (Probe<?> probe : HostPreparation.probes()) {
      read.put(probe, recording.answer(host.is(Role.CONTROL_PLANE), probe.fragment()));
    }
    Observed observed = Observed.of(read);
    List<Resource> resources = new ArrayList<>();
    resources.addAll(HostPreparation.resources(site, host, observed));
    resources.addAll(KubernetesPackages.resources(site, host, bundle));
    resources.addAll(ContainerRuntime.resources(site, host, bundle));
    resources.addAll(PodNetwork.resources(site, host, podNetwork(host)));
    resources.addAll(EndpointWatch.resources(site, host, observed));
    return resources;
  }

  private static String present(HostFile file) {
    return "\036%1$s\n%2$s %3$s 1\n\036%1$s\n%4$s"
        .formatted(
            file.path(), file.mode().replaceFirst("^0+", ""), file.owner(), file.content().text());
  }

  /** Each of them as large as a real one was. */
  private String nodes() {
    Host first = site.controlPlanes().getFirst();
    String recorded = recording.answer(true, ControlPlanes.view(site, first).fragment()).stdout();
    ObjectNode list = (ObjectNode) JsonMapper.shared().readTree(recorded);
    List<JsonNode> known = list.path("items").valueStream().toList();
    ArrayNode items = list.putArray("items");
    for (Host host : site.nodes()) {
      ObjectNode item = like(host, known);
      ((ObjectNode) item.path("metadata")).put("name", host.name().value());
      ((ObjectNode) item.path("spec")).put("podCIDR", podNetwork(host));
      items.add(item);
    }
    return list.toString();
  }

  /** A copy of a recorded node of the host's role: roles differ in labels and taints. */
  private static ObjectNode like(Host host, List<JsonNode> known) {
    return known.stream()
        .filter(
            node -> ClusterView.Node.parse(node).isControlPlane() == host.is(Role.CONTROL_PLANE))
        .findFirst()
        .map(node -> (ObjectNode) node.deepCopy())
        .orElseThrow(
            () -> new IllegalArgumentException("never recorded: a node such as " + host.name()));
  }

  private String podNetwork(Host host) {
    int network = FIRST_POD_NETWORK + (site.hosts().indexOf(host) << 8);
    return "%d.%d.%d.0/24".formatted(network >>> 24, network >>> 16 & 255, network >>> 8 & 255);
  }
}
