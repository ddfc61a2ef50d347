package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.controlplane.kubeadm.ClusterSettings.Heartbeat;
import dev.daruma.cluster.controlplane.kubeadm.GoDuration;
import dev.daruma.cluster.yaml.YamlEdit;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.resource.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A kubelet's signs of life, in the file that kubeadm gave it; all else in it stays kubeadm's.
 * Source: k8s.io/kubelet/config/v1beta1 of Kubernetes 1.20.
 */
final class KubeletConfig {
  private static final String PATH = "/var/lib/kubelet/config.yaml";
  private static final Probe<Optional<HostFile.Present>> FILE = HostFile.reading(PATH);

  private KubeletConfig() {}

  static List<Probe<?>> probes() {
    List<Probe<?>> probes = new ArrayList<>(unit(HostFile.of(PATH, "")).probes());
    probes.add(FILE);
    return probes;
  }

  private static Unit unit(HostFile file) {
    return new Unit("kubelet.service", true, List.of(file));
  }

  /** The file as it should be, and the kubelet that reads it; none where there is no such file. */
  static List<Resource> resources(Heartbeat heartbeat, Observed observed) {
    return observed
        .get(FILE)
        .flatMap(HostFile.Present::text)
        .map(text -> HostFile.of(PATH, with(text, heartbeat)))
        .map(file -> List.<Resource>of(file, unit(file)))
        .orElse(List.of());
  }

  /** The text itself where it says the same already, in whatever words. */
  static String with(String text, Heartbeat heartbeat) {
    SortedMap<String, String> wanted = new TreeMap<>();
    wanted.put("nodeStatusUpdateFrequency", GoDuration.of(heartbeat.update()));
    wanted.put("nodeStatusReportFrequency", GoDuration.of(heartbeat.report()));
    wanted.put("nodeLeaseDurationSeconds", Integer.toString(heartbeat.lease()));
    YamlEdit edit = new YamlEdit(text);
    for (Map.Entry<String, String> each : wanted.entrySet()) {
      if (!edit.value(each.getKey()).equals(Optional.of(each.getValue()))) {
        edit = edit.with(each.getKey(), each.getValue());
      }
    }
    return edit.text();
  }
}
