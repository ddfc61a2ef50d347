package dev.daruma.engine.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.engine.bundle.Manifest.Entry;
import dev.daruma.engine.bundle.Manifest.Kind;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BundleTest {
  private static final String KUBEADM = "not really a package";
  private static final String PAUSE = "p".repeat(3000);

  @TempDir private Path folder = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void writeBundle() throws IOException {
    file = folder.resolve("small.tar");
    write(file);
  }

  @Test
  void givesBackWhatWasWritten() {
    Bundle bundle = Bundle.open(file);
    bundle.verify();
    assertThat(bundle.manifest()).isEqualTo(manifest());
    assertThat(bundle.manifest().image("pause").orElseThrow().image())
        .contains("bundle.example/pause:3.2");
    assertThat(bundle.manifest().packaged("kubeadm").orElseThrow().version())
        .isEqualTo("1.20.2-00");
    assertThat(bundle.manifest().packaged("pause")).isEmpty();
    assertThat(bundle.identity()).matches("[0-9a-f]{64}");
  }

  @Test
  void sameInputGivesSameBytes() throws IOException {
    Path again = folder.resolve("again.tar");
    write(again);
    assertThat(again).hasSameBinaryContentAs(file);
    assertThat(folder).isDirectoryNotContaining("glob:**.partial");
  }

  @Test
  void writesOnlyWhatIsWanted() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    Bundle.open(file).writeTo(tar, entry -> entry.kind() == Kind.IMAGE);
    assertThat(members(tar.toByteArray())).containsExactly(Map.entry("images/pause.tar", PAUSE));
  }

  static IntStream everyLength() {
    // Header and content of the manifest, then a header, the content, a header, the content.
    return IntStream.of(1, 300, 511, 512, 700, 1023, 1536, 2000, 2048, 2300, 2600, 3100, 4000);
  }

  @ParameterizedTest
  @MethodSource("everyLength")
  void truncatedFileIsRefusedByName(int length) throws IOException {
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(whole, length));
    assertBroken(() -> Bundle.open(file), "small.tar");
  }

  @Test
  void flippedByteIsFoundAndItsMemberNamed() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    int position = new String(whole, UTF_8).indexOf(KUBEADM);
    whole[position] ^= 1;
    Files.write(file, whole);
    Bundle bundle = Bundle.open(file);
    assertBroken(bundle::verify, "small.tar: apt/kubeadm.deb has SHA-256 ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "<html>404</html>"})
  void somethingElseIsRefused(String text) throws IOException {
    Files.writeString(file, text.repeat(200));
    assertBroken(() -> Bundle.open(file), text.isEmpty() ? "it is empty" : "it is no tar archive");
  }

  @Test
  void missingFileIsSaid() {
    assertBroken(() -> Bundle.open(folder.resolve("none.tar")), "none.tar: there is no such file");
  }

  @Test
  void tarWithoutManifestIsRefused() throws IOException {
    tar(Map.of("apt/kubeadm.deb", KUBEADM));
    assertBroken(() -> Bundle.open(file), "it does not begin with manifest.json");
  }

  @Test
  void sizesThatDoNotAddUpAreRefused() throws IOException {
    tar(json("apt/kubeadm.deb", 7), "apt/kubeadm.deb", KUBEADM);
    assertBroken(() -> Bundle.open(file), "apt/kubeadm.deb has 20 bytes, should have 7");
  }

  @Test
  void missingMemberIsNamed() throws IOException {
    tar(Map.of(Manifest.MEMBER, json("apt/kubeadm.deb", 7)));
    assertBroken(() -> Bundle.open(file), "apt/kubeadm.deb is missing");
  }

  @Test
  void memberThatTheManifestDoesNotNameIsRefused() throws IOException {
    tar(json("apt/kubeadm.deb", 20), "apt/kubeadm.deb", KUBEADM, "apt/other.deb", "x");
    assertBroken(() -> Bundle.open(file), "apt/other.deb is in it, but not in its manifest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../etc/passwd",
        "/etc/passwd",
        "apt/../../x",
        "apt/",
        "apt/.hidden",
        "images/a/b",
        "etc/x",
        "apt/a b",
        "apt/$(reboot)"
      })
  void pathsThatLeadElsewhereAreRefused(String path) throws IOException {
    tar(Map.of(Manifest.MEMBER, json(path, 7)));
    assertBroken(() -> Bundle.open(file), "names \"" + path + "\", which is no file of apt/");
  }

  @Test
  void otherFormatIsRefused() throws IOException {
    tar(Map.of(Manifest.MEMBER, "{\"format\": 2}"));
    assertBroken(() -> Bundle.open(file), "its format is 2; this daruma reads format 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"format\": 1}", "{\"format\": 1", "[]", "{\"format\": 1, \"files\": 3}"})
  void unreadableManifestIsRefused(String json) throws IOException {
    tar(Map.of(Manifest.MEMBER, json));
    assertBroken(() -> Bundle.open(file), "small.tar: ");
  }

  private static void assertBroken(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String cause) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            ProblemException.class,
            thrown -> {
              assertThat(thrown.problem().code()).isEqualTo(Problem.Code.BUNDLE_BROKEN);
              assertThat(thrown.problem().cause()).contains(cause).doesNotContain("Exception");
              assertThat(thrown.problem().remedy()).isNotBlank();
            });
  }

  private void write(Path target) throws IOException {
    Path kubeadm = Files.writeString(folder.resolve("kubeadm.deb"), KUBEADM);
    Path pause = Files.writeString(folder.resolve("pause.tar"), PAUSE);
    BundleWriter.write(target, manifest(), entry -> entry.kind() == Kind.IMAGE ? pause : kubeadm);
  }

  private static Manifest manifest() {
    return new Manifest(
        Manifest.FORMAT,
        "1.20.2",
        "amd64",
        Instant.parse("2026-02-03T04:05:06Z"),
        "bundle.example",
        List.of(
            entry("apt/kubeadm.deb", KUBEADM, Kind.PACKAGE, "kubeadm", "1.20.2-00"),
            entry("images/pause.tar", PAUSE, Kind.IMAGE, "pause", "3.2")));
  }

  private static Entry entry(String path, String content, Kind kind, String name, String version) {
    Optional<String> image =
        kind == Kind.IMAGE
            ? Optional.of("bundle.example/" + name + ":" + version)
            : Optional.empty();
    byte[] bytes = content.getBytes(UTF_8);
    return new Entry(path, bytes.length, Checksum.of(bytes), kind, name, version, image);
  }

  private static String json(String path, long size) {
    return """
    {"format": 1, "kubernetes": "1.20.2", "architecture": "amd64", "created": "2026-02-03T04:05:06Z",
     "imageRepository": "bundle.example",
     "files": [{"path": "%s", "size": %d, "sha256": "%s", "kind": "PACKAGE", "name": "a", "version": "1"}]}
    """
        .formatted(path, size, Checksum.of(KUBEADM.getBytes(UTF_8)));
  }

  private void tar(String manifest, String... namesAndContents) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    members.put(Manifest.MEMBER, manifest);
    for (int index = 0; index < namesAndContents.length; index += 2) {
      members.put(namesAndContents[index], namesAndContents[index + 1]);
    }
    tar(members);
  }

  private void tar(Map<String, String> members) throws IOException {
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> member : members.entrySet()) {
        byte[] content = member.getValue().getBytes(UTF_8);
        Archive.write(
            tar, member.getKey(), content.length, Instant.EPOCH, new ByteArrayInputStream(content));
      }
    }
  }

  private static Map<String, String> members(byte[] content) throws IOException {
    Map<String, String> members = new LinkedHashMap<>();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(content))) {
      for (TarArchiveEntry entry = tar.getNextEntry();
          !Objects.isNull(entry);
          entry = tar.getNextEntry()) {
        members.put(entry.getName(), new String(tar.readAllBytes(), UTF_8));
      }
    }
    return members;
  }
}
