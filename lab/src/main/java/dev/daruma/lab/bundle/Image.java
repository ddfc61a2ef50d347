package dev.daruma.lab.bundle;

import java.util.List;

/** One image of the bundle: programs, alone or on Debian's libraries and tools. */
record Image(
    String name,
    String tag,
    Base base,
    List<Program> programs,
    List<String> entrypoint,
    List<String> command) {
  /** What lies under the program. */
  enum Base {
    NOTHING,
    DEBIAN
  }

  /** A file of the build, or of the unpacked packages, and where it goes in the image. */
  record Program(String binary, String path) {}

  ImageFile file() {
    return ImageFile.ofKubernetes(name, tag);
  }

  /**
   * What kubeadm 1.20 asks for, and a workload to try the cluster with.
   *
   * @param etcd Debian's version of etcd
   */
  static List<Image> all(String kubernetes, String etcd) {
    String stamp = "v" + kubernetes;
    return List.of(
        // kubeadm's manifests name these by the command alone, to be found in PATH.
        onPath("kube-apiserver", stamp, Base.NOTHING, "kube-apiserver"),
        onPath("kube-controller-manager", stamp, Base.NOTHING, "kube-controller-manager"),
        onPath("kube-scheduler", stamp, Base.NOTHING, "kube-scheduler"),
        // It calls iptables and conntrack.
        onPath("kube-proxy", stamp, Base.DEBIAN, "kube-proxy"),
        onPath("etcd", etcd + "-0", Base.DEBIAN, "etcd", "etcdctl"),
        atRoot("pause", "3.2", "pause", "/pause"),
        // The tag is the one of the CoreDNS whose place it takes; kubeadm compares it on upgrades.
        atRoot("coredns", "1.7.0", "daruma-dns", "/coredns"),
        atRoot("agnhost", "2.25", "agnhost", "/agnhost", "pause"));
  }

  private static Image onPath(String name, String tag, Base base, String... binaries) {
    List<Program> programs =
        List.of(binaries).stream()
            .map(binary -> new Program(binary, "/usr/local/bin/" + binary))
            .toList();
    return new Image(name, tag, base, programs, List.of(programs.getFirst().path()), List.of());
  }

  private static Image atRoot(
      String name, String tag, String binary, String path, String... command) {
    return new Image(
        name,
        tag,
        Base.NOTHING,
        List.of(new Program(binary, path)),
        List.of(path),
        List.of(command));
  }
}
