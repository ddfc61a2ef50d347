package dev.daruma.lab.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Debian packages that hosts need besides Kubernetes itself, with everything these need that a
 * bare host does not have.
 */
final class HostPackages {
  /** What every host that can be reached over SSH has; counted with all that it depends on. */
  private static final List<String> BARE =
      List.of(
          "?essential",
          "?priority(required)",
          "apt",
          "dbus",
          "openssh-server",
          "systemd",
          "systemd-sysv",
          // Otherwise init-system-helpers brings usrmerge, and that perl.
          "usr-is-merged");

  private static final List<String> WANTED =
      List.of(
          "bird2",
          "ca-certificates",
          "conntrack",
          "containerd",
          "containernetworking-plugins",
          "curl",
          "docker.io",
          "docker-registry",
          "ebtables",
          "etcd-client",
          "ethtool",
          "haproxy",
          "iproute2",
          "iptables",
          "iputils-ping",
          "keepalived",
          "kmod",
          "mount",
          "procps",
          "runc",
          "socat",
          "sudo",
          "util-linux");

  private HostPackages() {}

  /** Those for this machine's own architecture. */
  static CachedFolder folder(Path work) {
    return CachedFolder.of(work.resolve("packages-" + DebianArchive.CODENAME), inputs());
  }

  /** Those for another one. */
  static CachedFolder folder(Path work, String architecture) {
    return CachedFolder.of(
        work.resolve("packages-%s-%s".formatted(DebianArchive.CODENAME, architecture)), inputs());
  }

  private static List<String> inputs() {
    List<String> inputs = new ArrayList<>(BARE);
    inputs.addAll(WANTED);
    inputs.add(DebianArchive.CODENAME);
    return inputs;
  }

  static void fetch(DebianArchive archive, Path target) throws IOException {
    archive.download(WANTED, archive.statusOf(BARE), target);
  }
}
