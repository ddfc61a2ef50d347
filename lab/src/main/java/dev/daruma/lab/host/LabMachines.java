package dev.daruma.lab.host;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the hosts of a lab: by the site, by name, by what they left on the machine. */
record LabMachines(LabSite site, LabNames names, LabFolder folder, LabNetwork network) {

  /** Those of the site, in its order. */
  List<LabMachine> all() {
    return site.hosts().stream().map(this::machine).toList();
  }

  /** Also hosts that the site file no longer names. */
  List<LabMachine> withTraces(Cgroups cgroups) {
    return cgroups.hierarchies().stream()
        .map(hierarchy -> hierarchy.resolve(names.cgroup()))
        .flatMap(group -> LabFiles.list(group).stream())
        .filter(Files::isDirectory)
        .map(path -> path.getFileName().toString())
        .distinct()
        .filter(HostName::isValid)
        .map(name -> machine(new LabHost(new HostName(name), site.gateway())))
        .toList();
  }

  LabMachine existing(HostName host) {
    Requirements.check();
    LabMachine machine =
        all().stream()
            .filter(each -> each.name().equals(host))
            .findFirst()
            .orElseThrow(
                () -> problem(host, "the site has no such host", "name one of " + hostNames()));
    if (!machine.disk().exists()) {
      throw problem(host, "the lab is not up", "take the lab up first");
    }
    return machine;
  }

  LabMachine running(HostName host) {
    LabMachine machine = existing(host);
    if (machine.leader().isEmpty()) {
      throw off(host);
    }
    return machine;
  }

  static ProblemException off(HostName host) {
    return problem(host, "the host is off", "power it on first");
  }

  private LabMachine machine(LabHost host) {
    return new LabMachine(host, site, names, folder, network);
  }

  private String hostNames() {
    return site.hosts().stream().map(host -> host.name().value()).collect(Collectors.joining(", "));
  }

  private static ProblemException problem(HostName host, String cause, String remedy) {
    return new ProblemException(
        Problem.of(Problem.Code.LAB, host, "find the lab's host", cause, remedy));
  }
}
