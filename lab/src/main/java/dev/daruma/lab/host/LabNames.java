package dev.daruma.lab.host;

import dev.daruma.engine.host.HostName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The names a lab uses on the machine. Two labs never share one, even with the same site in two
 * caches: all carry a key hashed from the state folder. Links are limited to 15 characters
 * (IFNAMSIZ), and nspawn puts {@code vb-} before a machine's name.
 */
record LabNames(String site, String key) {

  static LabNames of(String site, Path folder) {
    return new LabNames(site, hash(folder.toAbsolutePath().normalize().toString(), 6));
  }

  String bridge() {
    return "dlab-" + key;
  }

  /** The network namespace, where the lab has one. */
  String namespace() {
    return "dlab-" + key;
  }

  /** The machine's end of the link into the lab's own namespace. */
  String uplink() {
    return "dlu-" + key;
  }

  String machine(HostName host) {
    return "d" + key + hash(host.value(), 5);
  }

  String link(HostName host) {
    return "vb-" + machine(host);
  }

  /** Relative to each cgroup hierarchy. */
  String cgroup() {
    return "daruma-lab/" + site + "-" + key;
  }

  String cgroup(HostName host) {
    return cgroup() + "/" + host;
  }

  /** What every iptables rule of the lab says. */
  String comment() {
    return "daruma-lab-" + key;
  }

  /** A locally administered address for the bridge, so that it does not change as links come. */
  String bridgeHardwareAddress() {
    return "02:da:" + key.replaceAll("(..)(?=.)", "$1:") + ":fe";
  }

  /**
   * The four addresses between the machine and the lab's own namespace. Link-local (RFC 3927), from
   * a part where no cloud keeps its metadata service.
   */
  Subnet transfer() {
    int number = Integer.parseInt(key, 16);
    return new Subnet(0xa9fe_0000 | (200 + number % 50) << 8 | (number >> 8) % 64 * 4, 30);
  }

  static String hash(String text, int digits) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, digits);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }
}
