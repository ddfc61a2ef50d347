package dev.daruma.lab.host;

import java.nio.file.Files;
import java.nio.file.Path;

/** An ed25519 key pair on disk, as OpenSSH keeps it. */
record SshKey(Path file) {

  /** Makes it where it is missing. */
  SshKey ensure() {
    if (!Files.exists(file)) {
      LabFiles.createFolders(file.resolveSibling(""));
      Command.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file.toString())
          .require("make an SSH key", "check that " + file + " can be written");
    }
    return this;
  }

  String publicKey() {
    return LabFiles.read(file.resolveSibling(file.getFileName() + ".pub")).strip();
  }
}
