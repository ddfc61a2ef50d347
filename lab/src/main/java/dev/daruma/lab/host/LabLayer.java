package dev.daruma.lab.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * What a lab lays over the root image for all of its hosts: the user who logs in, and what makes a
 * namespace pass for a machine.
 */
record LabLayer(Path folder, Path image, String user, String publicKey) {
  private static final int USER_NUMBER = 1000;

  void write() {
    LabFiles.delete(folder);
    writeLogin();
    writeModules();
    LabFiles.write(
        folder.resolve("etc/resolv.conf"),
        LabFiles.readIfThere(Path.of("/etc/resolv.conf")),
        "rw-r--r--");
    // A power cut of the lab loses no page cache, so packages need not be synced to the disk.
    LabFiles.write(
        folder.resolve("etc/dpkg/dpkg.cfg.d/daruma-lab"), "force-unsafe-io\n", "rw-r--r--");
    LabFiles.write(
        folder.resolve("usr/local/sbin/runc"), LabFiles.resource("runc.sh"), "rwxr-xr-x");
    LabFiles.write(
        folder.resolve("usr/local/lib/daruma-lab/guest-setup"),
        LabFiles.resource("guest-setup.sh"),
        "rwxr-xr-x");
    writeUnits();
  }

  private void writeUnits() {
    Path units = folder.resolve("etc/systemd/system");
    LabFiles.write(
        units.resolve("daruma-lab.service"), LabFiles.resource("daruma-lab.service"), "rw-r--r--");
    link(units.resolve("basic.target.wants/daruma-lab.service"), "../daruma-lab.service");
    // Its terminal is a log file.
    link(units.resolve("console-getty.service"), "/dev/null");
  }

  private void writeLogin() {
    boolean root = user.equals("root");
    LabFiles.write(
        folder.resolve("etc/ssh/sshd_config.d/daruma-lab.conf"),
        "PermitRootLogin " + (root ? "prohibit-password" : "no") + "\nPasswordAuthentication no\n",
        "rw-r--r--");
    Path home = folder.resolve(root ? "root" : "home/" + user);
    Path keys = home.resolve(".ssh/authorized_keys");
    LabFiles.write(keys, publicKey + "\n", "rw-------");
    setMode(home.resolve(".ssh"), "rwx------");
    if (root) {
      setMode(home, "rwx------");
      return;
    }
    for (Path path : new Path[] {home, home.resolve(".ssh"), keys}) {
      LabFiles.setOwner(path, USER_NUMBER);
    }
    Map<String, String> lines =
        Map.of(
            "etc/passwd", "%1$s:x:%2$d:%2$d::/home/%1$s:/bin/bash",
            "etc/group", "%1$s:x:%2$d:",
            "etc/shadow", "%1$s:*:19000:0:99999:7:::");
    lines.forEach(
        (file, line) ->
            LabFiles.write(
                folder.resolve(file),
                LabFiles.read(image.resolve(file)) + line.formatted(user, USER_NUMBER) + "\n",
                file.endsWith("shadow") ? "rw-r-----" : "rw-r--r--"));
    LabFiles.write(
        folder.resolve("etc/sudoers.d/daruma-lab"),
        user + " ALL=(ALL:ALL) NOPASSWD: ALL\n",
        "r--r-----");
  }

  private void writeModules() {
    Path modules = folder.resolve("usr/lib/modules").resolve(KernelModules.release());
    LabFiles.write(modules.resolve("modules.builtin"), KernelModules.builtinListing(), "rw-r--r--");
    LabFiles.write(modules.resolve("modules.order"), "", "rw-r--r--");
  }

  private static void link(Path link, String target) {
    try {
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, Path.of(target));
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }

  private static void setMode(Path path, String permissions) {
    try {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }
}
