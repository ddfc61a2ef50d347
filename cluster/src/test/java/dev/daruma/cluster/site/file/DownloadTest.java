package dev.daruma.cluster.site.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import dev.daruma.cluster.site.shape.Finding;
import dev.daruma.engine.bundle.Checksum;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A manifest that a site file names by its URL. */
class DownloadTest {
  private static final Path MANIFEST =
      Path.of("src/test/resources/calico/small.yaml").toAbsolutePath();

  @TempDir private Path home;
  private HttpServer server;

  @BeforeEach
  void isServed() {
    server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            MANIFEST.getParent(),
            OutputLevel.NONE);
    server.start();
  }

  @AfterEach
  void isServedNoMore() {
    server.stop(0);
  }

  private Reading read(String name, String checksum) throws IOException {
    Path file =
        Files.writeString(
            home.resolve("site.yaml"),
            """
            apiVersion: daruma.dev/v1alpha1
            kind: Site
            name: small
            ssh: {user: ubuntu}
            hosts:
              one: {address: 192.0.2.11, roles: [control-plane]}
            kubernetes:
              version: 1.20.2
              endpoint: 192.0.2.10
              network: {plugin: calico, manifest: {url: "http://127.0.0.1:%d/%s", sha256: %s}}
            """
                .formatted(server.getAddress().getPort(), name, checksum));
    return SiteFile.read(file, new Operator("tester", home, Map.of()));
  }

  private static String said(Reading reading) {
    return reading.findings().stream()
        .map(Finding::what)
        .filter(what -> what.contains("http"))
        .findFirst()
        .orElse("");
  }

  @Test
  void isFetchedOnceAndKeptByItsChecksum() throws IOException {
    String checksum = Checksum.of(MANIFEST);
    assertThat(
            read("small.yaml", checksum)
                .site()
                .orElseThrow()
                .kubernetes()
                .network()
                .manifest()
                .orElseThrow()
                .text())
        .isEqualTo(Files.readString(MANIFEST));
    server.stop(0);
    assertThat(read("small.yaml", checksum).site()).isPresent();

    // What was altered is not believed, and the server is gone.
    Path kept = home.resolve(".cache/daruma/fetched").resolve(checksum);
    Files.writeString(kept, Files.readString(kept) + "# more\n");
    assertThat(said(read("small.yaml", checksum))).endsWith("cannot be taken: ConnectException");
  }

  @Test
  void anotherOneIsRefused() throws IOException {
    String checksum = "0".repeat(64);
    assertThat(said(read("small.yaml", "'" + checksum + "'")))
        .endsWith("/small.yaml cannot be taken: it has the SHA-256 " + Checksum.of(MANIFEST));
    assertThat(home.resolve(".cache")).doesNotExist();
    assertThat(said(read("other.yaml", "'" + checksum + "'")))
        .endsWith("/other.yaml cannot be taken: the server answers 404");
  }
}
