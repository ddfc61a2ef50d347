package dev.daruma.lab.host;

import dev.daruma.engine.host.HostName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a lab keeps on the machine's disk, all below {@code CACHE/labs/NAME}. */
record LabFolder(Path path) {

  static LabFolder of(Path cache, String site) {
    return new LabFolder(cache.toAbsolutePath().normalize().resolve("labs").resolve(site));
  }

  Path lock() {
    return path.resolveSibling("." + path.getFileName() + ".lock");
  }

  Path identity() {
    return path.resolve("id_ed25519");
  }

  Path knownHosts() {
    return path.resolve("known_hosts");
  }

  /** What the lab adds to the root image for all its hosts. */
  Path layer() {
    return path.resolve("layer");
  }

  Path supervisor() {
    return path.resolve("supervise.sh");
  }

  /** The root image of the hosts' disks, once there are any and while it is cached. */
  Optional<Path> image() {
    return Optional.of(LabFiles.readIfThere(path.resolve("image")).strip())
        .filter(name -> !name.isEmpty())
        .map(Path::of)
        .filter(Files::isDirectory);
  }

  void remember(Path image) {
    LabFiles.write(path.resolve("image"), image + "\n", "rw-r--r--");
  }

  Path hosts() {
    return path.resolve("hosts");
  }

  Path host(HostName name) {
    return hosts().resolve(name.value());
  }

  boolean exists() {
    return Files.isDirectory(path);
  }
}
