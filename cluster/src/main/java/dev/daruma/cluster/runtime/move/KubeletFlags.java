package dev.daruma.cluster.runtime.move;

import dev.daruma.cluster.runtime.RuntimeSocket;
import dev.daruma.cluster.site.Runtime.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What kubeadm tells a host's kubelet on its command line: {@code
 * /var/lib/kubelet/kubeadm-flags.env}. Source: kubeadm 1.20 to 1.23,
 * cmd/kubeadm/app/phases/kubelet/flags.go.
 */
record KubeletFlags(List<String> flags) {
  static final String FILE = "/var/lib/kubelet/kubeadm-flags.env";

  private static final Pattern LINE =
      Pattern.compile("^KUBELET_KUBEADM_ARGS=\"?([^\"]*)\"?$", Pattern.MULTILINE);
  private static final String NETWORK = "--network-plugin=";
  private static final String RUNTIME = "--container-runtime=";
  private static final String SOCKET = "--container-runtime-endpoint=";

  KubeletFlags {
    flags = List.copyOf(flags);
  }

  /** Empty where there is no such line. */
  static Optional<KubeletFlags> parse(String text) {
    Matcher line = LINE.matcher(text);
    return line.find()
        ? Optional.of(
            new KubeletFlags(
                Stream.of(line.group(1).split("\\s+")).filter(word -> !word.isEmpty()).toList()))
        : Optional.empty();
  }

  /** Without another word a kubelet up to 1.23 speaks to Docker. */
  Kind kind() {
    return flags.contains(RUNTIME + "remote") ? Kind.CONTAINERD : Kind.DOCKER;
  }

  KubeletFlags with(Kind kind) {
    List<String> changed =
        new ArrayList<>(
            flags.stream()
                .filter(flag -> Stream.of(NETWORK, RUNTIME, SOCKET).noneMatch(flag::startsWith))
                .toList());
    switch (kind) {
      case CONTAINERD -> {
        changed.add(RUNTIME + "remote");
        changed.add(SOCKET + RuntimeSocket.path(kind));
      }
      case DOCKER -> changed.add(NETWORK + "cni");
    }
    return new KubeletFlags(changed);
  }

  String text() {
    return "KUBELET_KUBEADM_ARGS=\"" + String.join(" ", flags) + "\"\n";
  }
}
