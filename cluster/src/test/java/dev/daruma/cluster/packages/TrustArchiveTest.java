package dev.daruma.cluster.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.cluster.site.Fingerprint;
import dev.daruma.cluster.site.Packages;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided on the operator's side; that apt understands it the lab shows. */
class TrustArchiveTest {
  private static final HostName HOST = new HostName("master01");
  private static final String FINGERPRINT = "940093F9DE8128A8A8B3C6824D7278C2EFC11B53";

  @TempDir private Path folder = Path.of("");

  private Archive archive(Site site) {
    URI url = URI.create("http://mirror.example.com/v1.20/deb/");
    return Archive.mirror(
        site.kubernetes(),
        new Packages.FromMirror(
            url, url.resolve("Release.key"), new Fingerprint(FINGERPRINT), Optional.empty()));
  }

  private FakeWork run(byte[] published) throws IOException {
    FakeWork work =
        new FakeWork(new Output(0, Base64.getMimeEncoder().encodeToString(published), ""));
    Site site = SmallBundle.site(folder);
    new TrustArchive(site.host(HOST), archive(site), site.proxy()).run(work);
    return work;
  }

  @Test
  void theHostGetsTheTrustedKeyAlone() throws IOException {
    FakeWork work = run(PublishedKeys.read("both.asc"));
    String one = new String(PublishedKeys.read("one.asc"), StandardCharsets.US_ASCII);
    assertThat(work.ran.getFirst())
        .contains("download-file 'http://mirror.example.com/v1.20/deb/Release.key'");
    assertThat(work.ran.getLast())
        .contains(
            "path='/etc/apt/keyrings/daruma-kubernetes.asc'",
            Base64.getMimeEncoder(76, new byte[] {'\n'})
                .encodeToString(one.getBytes(StandardCharsets.US_ASCII))
                .lines()
                .findFirst()
                .orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "another.asc | holds the key E392157D619A17C239D1FB8AA81FAED1882F0B04; "
            + FINGERPRINT
            + " is wanted",
        "         | holds no OpenPGP key; " + FINGERPRINT + " is wanted"
      })
  void anyOtherKeyIsRefusedByItsName(String file, String said) {
    assertThatThrownBy(() -> run(file == null ? new byte[] {'?'} : PublishedKeys.read(file)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("master01: trust the archive's key failed")
        .hasMessageContaining("http://mirror.example.com/v1.20/deb/Release.key " + said)
        .hasMessageContaining("nothing was installed")
        .hasMessageContaining("packages.mirror.fingerprint");
  }

  @ParameterizedTest
  @CsvSource({"one.asc, true", "both.asc, false", "another.asc, false"})
  void aKeyringWithAnythingElseInItIsNotRight(String file, boolean right) throws IOException {
    String text = new String(PublishedKeys.read(file), StandardCharsets.US_ASCII);
    HostFile.Present present = new HostFile.Present("0644", "root:root", 0, "", Optional.of(text));
    Archive archive = archive(SmallBundle.site(folder));
    assertThat(TrustArchive.isDone(Optional.of(present), archive)).isEqualTo(right);
    assertThat(TrustArchive.isDone(Optional.empty(), archive)).isFalse();
  }
}
