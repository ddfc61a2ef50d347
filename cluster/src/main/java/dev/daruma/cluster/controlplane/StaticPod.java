package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.yaml.YamlEdit;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.resource.HostFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A component of the control plane whose command line is in a file that the kubelet reads. */
enum StaticPod {
  API_SERVER("kube-apiserver", "kube-apiserver"),
  /** The kernel keeps fifteen characters of a process's name. Source: proc(5), comm. */
  CONTROLLER_MANAGER("kube-controller-manager", "kube-controller");

  private static final String FOLDER = "/etc/kubernetes/manifests/";
  private static final String[] COMMAND = {"spec", "containers", "0", "command"};

  private final String component;
  private final String process;

  StaticPod(String component, String process) {
    this.component = component;
    this.process = process;
  }

  String component() {
    return component;
  }

  /** Its processes' name. */
  String process() {
    return process;
  }

  String path() {
    return FOLDER + component + ".yaml";
  }

  Probe<Optional<HostFile.Present>> probe() {
    return HostFile.reading(path());
  }

  SortedMap<String, String> wanted(RecoverySettings recovery) {
    return switch (this) {
      case API_SERVER -> recovery.apiServer();
      case CONTROLLER_MANAGER -> recovery.controllerManager();
    };
  }

  /** What differs, as a person reads it; empty where the command line has these options. */
  List<String> differences(String manifest, Map<String, String> options) {
    List<String> present = new YamlEdit(manifest).items(COMMAND);
    List<String> differences = new ArrayList<>();
    if (present.isEmpty()) {
      return differences;
    }
    options.forEach(
        (name, value) -> {
          String wanted = "--" + name + "=" + value;
          if (!present.contains(wanted)) {
            String now =
                present.stream()
                    .filter(each -> each.startsWith("--" + name + "="))
                    .findFirst()
                    .orElse("its default");
            differences.add(component + ": " + wanted + " instead of " + now);
          }
        });
    return differences;
  }

  /** The manifest with these options and all others that it has. */
  static String with(String manifest, Map<String, String> options) {
    YamlEdit edit = new YamlEdit(manifest);
    for (Map.Entry<String, String> option : options.entrySet()) {
      String beginning = "--" + option.getKey() + "=";
      edit = edit.withItem(beginning, beginning + option.getValue(), COMMAND);
    }
    return edit.text();
  }
}
