package dev.daruma.bench.scale;

import static java.util.stream.Collectors.joining;

import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.bundle.Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/**
 * A folder with all that a site of so many hosts needs: its file, the operator's key, the keys of
 * its hosts, a bundle. Three control planes at most, the rest workers.
 *
 * @param user the operator's key
 * @param server the key of every host
 */
record SimulatedSite(Site site, Bundle bundle, KeyPair user, KeyPair server, int port) {
  private static final int CONTROL_PLANES = 3;

  static SimulatedSite make(Path folder, int hosts, int port, Recording recording)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(folder);
    KeyPair user = KeyUtils.generateKeyPair("ssh-ed25519", 256);
    KeyPair server = KeyUtils.generateKeyPair("ssh-ed25519", 256);
    writeKey(user, folder.resolve("id_ed25519"));
    List<String> addresses =
        Stream.iterate(1, at -> at + 1).limit(hosts).map(SimulatedSite::address).toList();
    String key = PublicKeyEntry.toString(server.getPublic());
    Files.writeString(
        folder.resolve("known_hosts"),
        addresses.stream()
            .map(address -> "[%s]:%d %s\n".formatted(address, port, key))
            .collect(joining()));
    Bundle bundle = SimulatedBundle.write(folder, recording);
    Path file = folder.resolve("site.yaml");
    Files.writeString(file, yaml(addresses, port, bundle));
    Site site = SiteFile.read(file, Operator.current()).site().orElseThrow();
    return new SimulatedSite(site, bundle, user, server, port);
  }

  /** From a network that is of no use otherwise and lies wholly on this machine. */
  private static String address(int number) {
    return "10.77." + number / 250 + "." + (number % 250 + 1);
  }

  private static void writeKey(KeyPair key, Path file)
      throws IOException, GeneralSecurityException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out = Files.newOutputStream(file)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "simulated", null, out);
    }
  }

  private static String yaml(List<String> addresses, int port, Bundle bundle) {
    List<String> hosts = new ArrayList<>();
    for (int at = 0; at < addresses.size(); at++) {
      boolean controlPlane = at < CONTROL_PLANES;
      hosts.add(
          "  %s: {address: %s, roles: [%s]}\n"
              .formatted(
                  controlPlane ? "master%02d".formatted(at + 1) : "node%04d".formatted(at + 1),
                  addresses.get(at),
                  controlPlane ? "control-plane" : "worker"));
    }
    return """
    apiVersion: daruma.dev/v1alpha1
    kind: Site
    name: simulated
    ssh: {user: daruma, port: %d, identity: id_ed25519, knownHosts: known_hosts, become: sudo}
    hosts:
    %skubernetes:
      version: %s
      endpoint: {address: 10.77.0.254, provider: keepalived}
      podCidr: 10.128.0.0/12
      network: {plugin: routed}
    packages:
      bundle: %s
    """
        .formatted(port, String.join("", hosts), bundle.manifest().kubernetes(), bundle.file());
  }
}
