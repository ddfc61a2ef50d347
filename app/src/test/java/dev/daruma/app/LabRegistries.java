package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Two registries on a host of a lab that belongs to no cluster: one speaks plain HTTP, the other
 * TLS with a certificate of an authority of its own, and knows one user. Made of Debian's
 * docker-registry, which the bundle has.
 *
 * @param folder where the files are that a site file names: {@value #AUTHORITY} and {@value
 *     #PASSWORD}
 */
record LabRegistries(Launcher lab, Path bundle, Path folder, String host, String address) {
  static final String AUTHORITY = "registry-ca.crt";
  static final String PASSWORD = "registry.password";

  private static final String SECRET = "Open, \"Sesame\"";

  /** Of the secret; made by crypt(3) with bcrypt, which is all that docker-registry takes. */
  private static final String USERS =
      "puller:$2b$05$abcdefghijklmnopqrstuuoU8U7QvxeJ6d7SN1D4eG4hrtl0zsQGq";

  private static final String CONFIGURATION =
      """
      version: 0.1
      log: {level: warn}
      storage: {filesystem: {rootdirectory: /var/lib/registry-%1$d}}
      http: {addr: ":%1$d"%2$s}
      """;

  private static final String TLS =
      ", tls: {certificate: /root/registry/tls.crt, key: /root/registry/tls.key}";

  private static final String AUTH =
      "auth: {htpasswd: {realm: neko, path: /root/registry/htpasswd}}\n";

  String plain() {
    return address + ":5000";
  }

  String secured() {
    return address + ":5001";
  }

  /** Makes what a site file names. */
  void writeFiles() throws IOException, InterruptedException {
    Path password = folder.resolve(PASSWORD);
    Files.writeString(password, SECRET + "\n");
    Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
    certify(AUTHORITY, "ca.key", List.of("-subj", "/CN=the registry's authority"));
    certify(
        "tls.crt",
        "tls.key",
        List.of(
            "-subj",
            "/CN=registry",
            "-addext",
            "subjectAltName=IP:" + address,
            "-CA",
            AUTHORITY,
            "-CAkey",
            "ca.key"));
  }

  private void certify(String certificate, String key, List<String> rest)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-days",
                "2",
                "-keyout",
                key,
                "-out",
                certificate));
    command.addAll(rest);
    run(command, Redirect.DISCARD);
  }

  /** Starts both; they end with the lab. */
  void start() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("htpasswd"), USERS + "\n");
    Files.writeString(folder.resolve("plain.yml"), CONFIGURATION.formatted(5000, ""));
    Files.writeString(folder.resolve("secured.yml"), CONFIGURATION.formatted(5001, TLS) + AUTH);
    run(
        List.of(
            "tar",
            "-x",
            "-f",
            bundle.toString(),
            "--wildcards",
            "--strip-components=1",
            "apt/docker-registry_*"),
        Redirect.INHERIT);
    Path files = folder.resolve("registry.tar");
    run(
        List.of(
            "sh",
            "-c",
            "mv docker-registry_*.deb registry.deb && tar -c registry.deb tls.crt tls.key htpasswd"
                + " plain.yml secured.yml"),
        Redirect.to(files.toFile()));
    lab.asRoot(
        host,
        "mkdir -p /root/registry && cd /root/registry && tar -x && dpkg-deb -x registry.deb . &&"
            + " for each in plain secured; do systemd-run -q --unit registry-$each"
            + " /root/registry/usr/bin/docker-registry serve /root/registry/$each.yml; done",
        Redirect.from(files.toFile()),
        Redirect.INHERIT);
  }

  /** Gives both an image that a node with containerd has. */
  void take(String node, String image) throws IOException, InterruptedException {
    Map<String, String> options =
        Map.of(
            plain(),
            "--plain-http",
            secured(),
            "--skip-verify --user \"puller:" + SECRET.replace("\"", "\\\"") + "\"");
    options.forEach(
        (registry, how) -> {
          String name = registry + "/" + image;
          String _ =
              lab.asRoot(
                  node,
                  "old=$(ctr -n k8s.io images list -q | grep -m 1 /agnhost:) && ctr -n k8s.io images"
                      + " tag $old "
                      + name
                      + " && ctr -n k8s.io images push "
                      + how
                      + " "
                      + name
                      + " && ctr -n k8s.io images remove "
                      + name);
        });
  }

  private void run(List<String> command, Redirect output) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(output)
            .redirectError(Redirect.INHERIT)
            .start();
    assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
  }
}
