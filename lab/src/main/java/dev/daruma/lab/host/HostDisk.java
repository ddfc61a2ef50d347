package dev.daruma.lab.host;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** What a host keeps when it has no power: its layer over the root image, and its big folders. */
record HostDisk(Path folder) {
  /** Below /var/lib, on plain folders of the machine's disk instead of the overlay. */
  private static final List<String> BIG = List.of("containerd", "docker", "kubelet", "daruma");

  boolean exists() {
    return Files.isDirectory(folder);
  }

  void ensure() {
    for (String name : List.of("upper", "work", "root")) {
      LabFiles.createFolders(folder.resolve(name));
    }
    BIG.forEach(name -> LabFiles.createFolders(folder.resolve("disk").resolve(name)));
    hostKey().ensure();
    Path machineId = folder.resolve("upper/etc/machine-id");
    if (!Files.exists(machineId)) {
      String id = UUID.randomUUID().toString().replace("-", "");
      LabFiles.write(machineId, id + "\n", "r--r--r--");
    }
  }

  /** Made here and not by the host, so that known_hosts can be written before it boots. */
  SshKey hostKey() {
    return new SshKey(folder.resolve("upper/etc/ssh/ssh_host_ed25519_key"));
  }

  /** While it exists, the host's cable is cut, across reboots too. */
  Path cut() {
    return folder.resolve("cut");
  }

  /** While it exists, the host's services have an end, across reboots too. */
  Path servicesLimit() {
    return folder.resolve("services-limit");
  }

  Path supervisorLog() {
    return folder.resolve("supervisor.log");
  }

  /** The last that was heard of a host that does not answer. */
  String lastWords() {
    return tail(supervisorLog(), 5) + "\n" + tail(folder.resolve("console.log"), 8);
  }

  private static String tail(Path file, int count) {
    List<String> lines = LabFiles.readIfThere(file).lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
