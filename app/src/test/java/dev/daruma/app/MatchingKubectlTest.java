package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.daruma.app.run.MatchingKubectl;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.bundle.Checksum;
import dev.daruma.engine.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.bouncycastle.openpgp.PGPException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kubectl out of an archive of packages, as Kubernetes' own is laid out, for any Linux. */
class MatchingKubectlTest {
  private static final String HERE = System.getProperty("os.arch").replace("aarch64", "arm64");

  @TempDir private Path folder;
  private Path archive;
  private HttpServer server;
  private SigningKey key;

  @BeforeEach
  void anArchiveIsServed() throws IOException, PGPException {
    archive = Files.createDirectory(folder.resolve("archive"));
    key = SigningKey.create("the archive");
    StringBuilder index = new StringBuilder();
    for (String revision : new String[] {"1.30.0-1.9", "1.30.0-1.10", "1.30.10-1.1"}) {
      byte[] deb = deb("kubectl of " + revision);
      Files.write(archive.resolve(revision + ".deb"), deb);
      index.append(
          """
          Package: kubectl
          Version: %1$s
          Architecture: %2$s
          Filename: %1$s.deb
          SHA256: %3$s
          Description: a test
           with a second line

          """
              .formatted(revision, HERE, Checksum.of(deb)));
    }
    Files.writeString(archive.resolve("Packages"), index);
    Files.writeString(
        archive.resolve("Release"),
        """
        MD5Sum:
         00000000000000000000000000000000 1 Packages
        SHA256:
         %s 1 Packages.gz
         %s %d Packages
        """
            .formatted("0".repeat(64), Checksum.of(archive.resolve("Packages")), index.length()));
    sign(key);
    Files.writeString(archive.resolve("Release.key"), key.armoured());
    server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), archive, OutputLevel.NONE);
    server.start();
  }

  @AfterEach
  void isServedNoMore() {
    server.stop(0);
  }

  private void sign(SigningKey by) throws IOException, PGPException {
    Files.writeString(
        archive.resolve("Release.gpg"), by.sign(Files.readAllBytes(archive.resolve("Release"))));
  }

  private static byte[] deb(String program) throws IOException {
    byte[] content = program.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(data)) {
      TarArchiveEntry entry = new TarArchiveEntry("./usr/bin/kubectl");
      entry.setSize(content.length);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    }
    ByteArrayOutputStream deb = new ByteArrayOutputStream();
    try (ArArchiveOutputStream parts = new ArArchiveOutputStream(deb)) {
      parts.putArchiveEntry(new ArArchiveEntry("data.tar", data.size()));
      parts.write(data.toByteArray());
      parts.closeArchiveEntry();
    }
    return deb.toByteArray();
  }

  private Path kubectl(String version, String fingerprint) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            apiVersion: daruma.dev/v1alpha1
            kind: Site
            name: small
            ssh: {user: ubuntu}
            hosts:
              one: {address: 192.0.2.11, roles: [control-plane]}
            kubernetes: {version: %s, endpoint: 192.0.2.10}
            packages: {mirror: {url: "http://127.0.0.1:%d", fingerprint: %s}}
            """
                .formatted(version, server.getAddress().getPort(), fingerprint));
    Site site = SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
    return new MatchingKubectl(folder.resolve("cache")).of(site);
  }

  private void isRefused(String version, String fingerprint, String cause) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> kubectl(version, fingerprint))
        .satisfies(
            refused -> {
              assertThat(refused.problem().cause())
                  .isEqualTo(
                      cause.replace(
                          "ARCHIVE", "http://127.0.0.1:" + server.getAddress().getPort()));
              assertThat(refused.problem().remedy())
                  .startsWith("install kubectl " + version + " on this machine");
            });
  }

  @Test
  void theLastRevisionOfTheVersionIsTakenAndKept() throws IOException {
    Path program = kubectl("1.30.0", key.fingerprint());
    assertThat(program).hasContent("kubectl of 1.30.0-1.10").isExecutable();
    for (String file : new String[] {"Release", "Packages", "Release.key"}) {
      Files.delete(archive.resolve(file));
    }
    assertThat(kubectl("1.30.0", key.fingerprint())).isEqualTo(program);
  }

  @Test
  void whatIsNotThereIsNamed() {
    isRefused("1.30.1", key.fingerprint(), "ARCHIVE/ has no kubectl 1.30.1 for " + HERE);
  }

  @Test
  void anotherKeyIsRefused() {
    String wanted = "0".repeat(40);
    isRefused(
        "1.30.0",
        "'" + wanted + "'",
        "ARCHIVE/Release.key holds the key %s, and %s is wanted"
            .formatted(key.fingerprint(), wanted));
  }

  @Test
  void anIndexThatSomebodyElseHasSignedIsRefused() throws IOException, PGPException {
    sign(SigningKey.create("somebody else"));
    isRefused(
        "1.30.0",
        key.fingerprint(),
        "ARCHIVE/Release is not signed by the key " + key.fingerprint());
    Files.delete(archive.resolve("Release.gpg"));
    isRefused("1.30.0", key.fingerprint(), "ARCHIVE/Release.gpg: the server answers 404");
  }

  @Test
  void whatWasAlteredIsRefused() throws IOException {
    Path deb = archive.resolve("1.30.0-1.10.deb");
    String wanted = Checksum.of(deb);
    Files.write(deb, deb("another program"));
    isRefused(
        "1.30.0",
        key.fingerprint(),
        "ARCHIVE/1.30.0-1.10.deb has SHA-256 %s, should have %s"
            .formatted(Checksum.of(deb), wanted));
    Path index = archive.resolve("Packages");
    String of = Checksum.of(index);
    Files.writeString(index, Files.readString(index).replace(wanted, Checksum.of(deb)));
    isRefused(
        "1.30.0",
        key.fingerprint(),
        "ARCHIVE/Packages has SHA-256 %s, should have %s".formatted(Checksum.of(index), of));
  }
}
