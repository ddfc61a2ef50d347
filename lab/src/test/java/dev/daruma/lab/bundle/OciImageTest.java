package dev.daruma.lab.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.bundle.Checksum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class OciImageTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void everyBlobIsNamedByItsChecksum() throws IOException {
    Map<String, byte[]> members = image("image.tar");
    members.forEach(
        (name, content) -> {
          if (name.startsWith("blobs/")) {
            assertThat(name).isEqualTo("blobs/sha256/" + Checksum.of(content));
          }
        });
    assertThat(members).containsKeys("oci-layout", "index.json", "manifest.json").hasSize(6);
  }

  @Test
  void dockerFindsTheFullNameAndTheBlobs() throws IOException {
    Map<String, byte[]> members = image("image.tar");
    JsonNode only =
        JsonMapper.shared().readTree(members.getOrDefault("manifest.json", new byte[0])).path(0);
    assertThat(only.path("RepoTags").path(0).asString("")).isEqualTo("bundle.example/pause:3.2");
    assertThat(members)
        .containsKeys(only.path("Config").asString(""), only.path("Layers").path(0).asString(""));
  }

  @Test
  void containerdFindsTheFullName() throws IOException {
    assertThat(new String(image("image.tar").getOrDefault("index.json", new byte[0]), UTF_8))
        .contains(
            "\"annotations\":{\"io.containerd.image.name\":\"bundle.example/pause:3.2\","
                + "\"org.opencontainers.image.ref.name\":\"3.2\"}");
  }

  @Test
  void sameContentGivesSameBytes() throws IOException {
    image("one.tar");
    Files.setLastModifiedTime(folder.resolve("root/bin/pause"), FileTime.fromMillis(12345678));
    image("two.tar");
    assertThat(folder.resolve("one.tar")).hasSameBinaryContentAs(folder.resolve("two.tar"));
  }

  @Test
  void layerKeepsLinksModesAndOwnsByRoot() throws IOException {
    Layer layer = layer();
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(
            new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(layer.file()))))) {
      Map<String, TarArchiveEntry> entries = new LinkedHashMap<>();
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        assertThat(entry.getLongUserId()).isZero();
        entries.put(entry.getName(), entry);
      }
      assertThat(entries).containsOnlyKeys("bin/", "bin/link", "bin/pause");
      assertThat(entries.get("bin/link"))
          .satisfies(
              link -> {
                assertThat(link.isSymbolicLink()).isTrue();
                assertThat(link.getLinkName()).isEqualTo("pause");
              });
      assertThat(entries.get("bin/pause"))
          .satisfies(program -> assertThat(program.getMode() & 0777).isEqualTo(0755));
    }
  }

  private Map<String, byte[]> image(String name) throws IOException {
    new OciImage(
            "bundle.example/pause:3.2", "amd64", List.of("/pause"), List.of(), List.of(layer()))
        .write(folder.resolve(name));
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (TarFile tar = new TarFile(folder.resolve(name))) {
      for (TarArchiveEntry entry : tar.getEntries()) {
        members.put(entry.getName(), tar.getInputStream(entry).readAllBytes());
      }
    }
    return members;
  }

  private Layer layer() throws IOException {
    Path root = folder.resolve("root");
    if (!Files.exists(root)) {
      ImageRoot image = ImageRoot.empty(root);
      image.program(Files.writeString(folder.resolve("pause"), "#!"), "bin/pause");
      image.link("bin/link", "pause");
    }
    return Layer.pack(root, folder.resolve("layer.tar.gz"));
  }
}
