package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.daruma.app.Launcher.Answer;
import dev.daruma.engine.bundle.Checksum;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.openpgp.PGPException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Packages from an archive laid out like Kubernetes' own and signed with a key made for it, served
 * through a proxy on the lab's network to one bare host; then a cluster of them, with images of a
 * registry, that waits for its pod network and gets one. Needs root and the bundle, whose packages
 * and images archive and registry have.
 */
@Tag("lab")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackageArchiveLabTest {
  private static final Path FOLDER =
      Launcher.script().resolveSibling("app").resolve("target").resolve("archive");
  private static final Path SERVED = FOLDER.resolve("served");
  private static final Path ARCHIVE = SERVED.resolve("apt");
  private static final Path SITE = FOLDER.resolve("site.yaml");
  private static final Path BUNDLE = FOLDER.resolve("own.tar");
  private static final String OF_THE_BUNDLE = "{bundle: \"%s\"}".formatted(BUNDLE);
  private static final Path MANIFEST =
      Launcher.script().resolveSibling("app").resolve("src/test/lab/flannel.yaml");
  private static final Launcher DARUMA = new Launcher(SITE);

  /** The machine's own address in the lab's network: the highest that no host has. */
  private static final String MACHINE = "10.213.44.254";

  /** On the host itself: a lab has no other one. */
  private static final String REGISTRY = "10.213.44.11:5000";

  /** Where the kubectl of this version for this machine is kept. */
  private static final String KUBECTL =
      Checksum.of("1.20.2 amd64".getBytes(StandardCharsets.UTF_8)).substring(0, 16);

  private static final String INSTALLED =
      "dpkg-query -W -f \"\\${Package} \\${Version} \\${db:Status-Want} \\${db:Status-Status}\\n\""
          + " kubeadm kubelet kubectl 2>/dev/null; ls /etc/apt/keyrings /etc/apt/sources.list.d";

  private static @Nullable HttpServer server;

  @BeforeAll
  static void archiveIsServed() throws Exception {
    Files.createDirectories(SERVED);
    Process tar =
        new ProcessBuilder(
                "tar",
                "-x",
                "-f",
                Path.of(
                        System.getProperty("user.home"),
                        ".cache/daruma/bundles/kubernetes-1.20.2.tar")
                    .toString(),
                "-C",
                SERVED.toString(),
                "apt",
                "images")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    layOut();
    // The lab needs a site before anybody knows its archive's port.
    writeSite(mirror("0".repeat(40)), "none");
    assertThat(DARUMA.run("lab", "down").exitCode()).isZero();
    assertThat(DARUMA.run("lab", "up").exitCode()).isZero();
    HttpServer started =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.ofLiteral(MACHINE), 0), SERVED, OutputLevel.NONE);
    started.start();
    server = started;
  }

  @AfterAll
  static void nothingIsLeft() {
    if (server != null) {
      server.stop(0);
    }
    DARUMA.run("lab", "down");
  }

  /** As in Kubernetes' own: the index at the top, packages in a folder for their architecture. */
  private static void layOut() throws IOException {
    Path packages = Files.createDirectories(ARCHIVE.resolve("amd64"));
    try (Stream<Path> files = Files.list(ARCHIVE)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".deb")).toList()) {
        Files.move(file, packages.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path index = ARCHIVE.resolve("Packages");
    Files.writeString(index, Files.readString(index).replace("Filename: ./", "Filename: amd64/"));
    Files.delete(ARCHIVE.resolve("Packages.gz"));
    Files.writeString(
        ARCHIVE.resolve("Release"),
        """
        Origin: a test
        Architectures: amd64
        Date: %s
        SHA256:
         %s %d Packages
        """
            .formatted(
                DateTimeFormatter.RFC_1123_DATE_TIME.format(OffsetDateTime.now(ZoneOffset.UTC)),
                Checksum.of(index),
                Files.size(index)));
  }

  /** Signs the archive's index, and publishes the key. */
  private static void sign(SigningKey key, SigningKey published) throws IOException, PGPException {
    Files.writeString(
        ARCHIVE.resolve("Release.gpg"), key.sign(Files.readAllBytes(ARCHIVE.resolve("Release"))));
    Files.writeString(ARCHIVE.resolve("Release.key"), published.armoured());
  }

  private static String mirror(String fingerprint) {
    return "{mirror: {url: \"http://archive.example/apt\", fingerprint: \"%s\", images: \"%s/kubernetes\"}}"
        .formatted(fingerprint, REGISTRY);
  }

  private static void writeSite(String packages, String network) throws IOException {
    Files.writeString(
        SITE,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: test-archive
        ssh: {user: daruma}
        hosts:
          one: {address: 10.213.44.11, roles: [control-plane, worker]}
        kubernetes:
          version: 1.20.2
          endpoint: 10.213.44.10
          network: %s
          runtime: {insecure: ["%s"]}
        packages: %s
        # No name server knows the archive: only the proxy leads there, which is the server itself.
        proxy: {http: "http://%s:%d", except: [10.213.44.11]}
        """
            .formatted(network, REGISTRY, packages, MACHINE, port()));
  }

  /** Where the server listens; any other one before it does. */
  private static int port() {
    return server == null ? 80 : server.getAddress().getPort();
  }

  private static void trust(SigningKey key) throws IOException {
    writeSite(mirror(key.fingerprint()), "none");
  }

  private static Answer apply() {
    return DARUMA.run("apply", "--only", "os", "--only", "packages");
  }

  @Test
  @Order(1)
  void aKeyOfAnotherFingerprintIsRefusedBeforeAnythingIsInstalled() throws Exception {
    SigningKey wanted = SigningKey.create("the wanted archive");
    SigningKey served = SigningKey.create("another archive");
    sign(served, served);
    trust(wanted);
    Answer answer = apply();
    assertThat(answer.exitCode()).as(answer.output()).isEqualTo(ExitCode.FAILED);
    assertThat(answer.output())
        .contains(
            "one: trust the archive's key failed",
            "http://archive.example/apt/Release.key holds the key " + served.fingerprint(),
            wanted.fingerprint() + " is wanted",
            "remedy: nothing was installed");
    assertThat(DARUMA.asRoot("one", INSTALLED + " || true")).doesNotContain("kube", "daruma");
  }

  /** The power goes while dpkg is at work, and the operator's program with it. */
  @Test
  @Order(2)
  void whatWasHalfInstalledIsMendedAndHeld() throws Exception {
    SigningKey key = SigningKey.create("the archive");
    sign(key, key);
    trust(key);
    Answer cut =
        DARUMA.killedAt(
            "install packages ...",
            () -> {
              String _ =
                  DARUMA.asRoot(
                      "one", "timeout 60 sh -c \"until pgrep -x dpkg; do sleep 0.02; done\"");
              assertThat(DARUMA.run("lab", "power-off", "one").exitCode()).isZero();
            },
            "apply",
            "--only",
            "os",
            "--only",
            "packages");
    assertThat(cut.exitCode()).isEqualTo(Launcher.KILLED);
    assertThat(DARUMA.run("lab", "power-on", "one").exitCode()).isZero();
    assertThat(DARUMA.asRoot("one", "apt-mark showhold")).doesNotContain("kubelet");

    Answer mended = apply();
    assertThat(mended.exitCode()).as(mended.output()).isZero();
    assertThat(DARUMA.asRoot("one", INSTALLED))
        .contains(
            "kubeadm 1.20.2-00 hold installed",
            "kubelet 1.20.2-00 hold installed",
            "kubectl 1.20.2-00 hold installed",
            "daruma-kubernetes.asc",
            "daruma.list");
    assertThat(DARUMA.asRoot("one", "apt-mark showhold; dpkg --audit"))
        .contains("containerd", "runc")
        .doesNotContain("half");
    assertThat(DARUMA.run("plan", "--only", "packages").output()).contains("0 changes");
  }

  @Test
  @Order(3)
  void aHoldThatWasTakenAwayComesBack() {
    DARUMA.asRoot("one", "apt-mark unhold kubelet");
    Answer plan = DARUMA.run("plan", "--only", "packages");
    assertThat(plan.output()).contains("+ hold kubelet").doesNotContain("~ kubelet");
    assertThat(apply().exitCode()).isZero();
    assertThat(DARUMA.asRoot("one", "apt-mark showhold")).contains("kubelet");
  }

  @Test
  @Order(4)
  void anIndexThatSomebodyElseHasSignedIsRefused() throws Exception {
    SigningKey key = SigningKey.create("the archive");
    trust(key);
    sign(key, key);
    assertThat(apply().exitCode()).isZero();
    sign(SigningKey.create("somebody else"), key);
    // With an index of before, apt keeps to that one.
    DARUMA.asRoot("one", "dpkg --force-depends --remove kubectl && rm -r /var/lib/apt/lists/*");
    Answer answer = apply();
    assertThat(answer.exitCode()).as(answer.output()).isEqualTo(ExitCode.FAILED);
    assertThat(answer.output()).contains("NO_PUBKEY", "is not signed");
    assertThat(DARUMA.asRoot("one", INSTALLED + " || true"))
        .doesNotContain("kubectl 1.20.2-00 hold installed");
  }

  /** With everything fetched by the host itself, and nothing of a bundle on it. */
  @Test
  @Order(5)
  void aClusterIsBornOfTheArchiveAndARegistryAndWaitsForItsNetwork() throws Exception {
    SigningKey key = SigningKey.create("the archive");
    trust(key);
    sign(key, key);
    assertThat(apply().exitCode()).isZero();
    registryHasTheImages();

    Answer born = DARUMA.run("apply");
    assertThat(born.exitCode()).as(born.output()).isZero();
    assertThat(DARUMA.asRoot("one", "crictl images"))
        .contains(REGISTRY + "/kubernetes/kube-apiserver", REGISTRY + "/kubernetes/pause")
        .doesNotContain("bundle.daruma.dev");
    String kubectl = "kubectl --kubeconfig /etc/kubernetes/admin.conf ";
    assertThat(DARUMA.asRoot("one", kubectl + "get nodes")).contains(" NotReady ");
    assertThat(DARUMA.asRoot("one", "ls -A /etc/cni/net.d 2>/dev/null || true")).isBlank();
    assertThat(DARUMA.run("plan").output()).contains("0 changes");

    Path kept = Path.of(System.getProperty("user.home"), ".cache/daruma/kubectl", KUBECTL);
    Files.deleteIfExists(kept.resolve("kubectl"));
    // Through the proxy, as the host has fetched it: no name server knows the archive.
    Answer asked = DARUMA.run("kubectl", "--", "version", "--short");
    assertThat(asked.output()).contains("Client Version: v1.20.2", "Server Version: v1.20.2");
    assertThat(kept.resolve("kubectl")).isExecutable();
  }

  /**
   * What the site's hosts have fetched, this machine fetches into one file, for where nobody can.
   * The image of the network's pods is among it, by its own name.
   */
  @Test
  @Order(6)
  void aBundleIsBuiltOfTheArchiveAndTheRegistry() throws Exception {
    Files.copy(MANIFEST, SERVED.resolve("flannel.yaml"), StandardCopyOption.REPLACE_EXISTING);
    SigningKey key = SigningKey.create("the archive");
    sign(key, key);
    writeSite(mirror(key.fingerprint()), flannel(""));
    Answer built = DARUMA.run("bundle", "build", "--from", "site", "--out", BUNDLE.toString());
    assertThat(built.exitCode()).as(built.output()).isZero();
    assertThat(built.output()).contains("pulling " + REGISTRY + "/kubernetes/etcd:3.4.13-0");

    // It runs already, so nobody asks the registry for it again.
    String image = REGISTRY + "/kubernetes/kube-proxy:v1.20.2";
    DARUMA.asRoot("one", "ctr -n k8s.io images remove " + image);
    writeSite(OF_THE_BUNDLE, "none");
    Answer applied = DARUMA.run("apply");
    assertThat(applied.exitCode()).as(applied.output()).isZero();
    assertThat(DARUMA.asRoot("one", "crictl images"))
        .contains("bundle.daruma.dev/kube-apiserver", "bundle.daruma.dev/pause", image);
    assertThat(DARUMA.run("plan").output()).contains("0 changes");
  }

  /** By a manifest that this machine fetches; with it pods are tried as well. */
  @Test
  @Order(7)
  void theClusterGetsItsNetworkByAManifest() throws Exception {
    for (String mtu : List.of("", ", mtu: 1400")) {
      writeSite(OF_THE_BUNDLE, flannel(mtu));
      Answer applied = DARUMA.run("apply");
      assertThat(applied.exitCode()).as(applied.output()).isZero();
      assertThat(applied.output()).contains("waiting until pods reach each other and a service");
      assertThat(DARUMA.run("plan").output()).contains("0 changes");
    }
    String kubectl = "kubectl --kubeconfig /etc/kubernetes/admin.conf ";
    assertThat(DARUMA.asRoot("one", kubectl + "get nodes")).contains(" Ready ");
    assertThat(
            DARUMA.asRoot(
                "one",
                kubectl + "get configmap kube-flannel-cfg -n kube-flannel -o jsonpath={.data}"))
        .contains("10.244.0.0/16", "vxlan", "1450");
    assertThat(DARUMA.asRoot("one", "cat /run/flanneld.arguments"))
        .contains("--ip-masq --kube-subnet-mgr --iface=10.213.44.11");
  }

  private static String flannel(String more) throws IOException {
    return "{plugin: flannel, mode: vxlan, manifest: {url: \"http://%s:%d/flannel.yaml\", sha256: \"%s\"}%s}"
        .formatted(MACHINE, port(), Checksum.of(MANIFEST), more);
  }

  /** As kubeadm wants them of a registry that is not its own: by their last names. */
  private static void registryHasTheImages() {
    DARUMA.asRoot(
        "one",
        """
        cd /root && apt-get -q download docker-registry && dpkg-deb -x docker-registry_*.deb registry
        echo "{version: 0.1, storage: {filesystem: {rootdirectory: /var/lib/registry}}, http: {addr: \\":5000\\"}}" >registry.yml
        systemd-run -q --unit registry /root/registry/usr/bin/docker-registry serve /root/registry.yml""");
    DARUMA.asRoot(
        "one",
        """
        set -e
        own="ctr -n k8s.io images"
        for image in %1$s
        do curl -fsS -x http://%2$s:%3$d http://archive.example/images/$image | $own import -
        done
        for image in $($own list -q | grep bundle.daruma.dev)
        do
          # kubeadm names the etcd that came with its release, daruma the newest agnhost it knows.
          name=$(echo ${image##*/} | sed -e s/^etcd:.*/etcd:3.4.13-0/ -e s/^agnhost:.*/agnhost:2.53/)
          $own tag $image %4$s/kubernetes/$name
          $own push --plain-http %4$s/kubernetes/$name
        done
        $own remove $($own list -q)"""
            .formatted(String.join(" ", imageFiles()), MACHINE, port(), REGISTRY));
  }

  private static List<String> imageFiles() {
    try (Stream<Path> files = Files.list(SERVED.resolve("images"))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
