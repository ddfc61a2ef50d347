package dev.daruma.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class DebianContentsTest {
  /** What packs a stream. */
  @FunctionalInterface
  interface Packer {
    OutputStream pack(OutputStream out) throws IOException;
  }

  private static byte[] deb(String data, Packer packer, Map<String, String> files)
      throws IOException {
    ByteArrayOutputStream deb = new ByteArrayOutputStream();
    try (ArArchiveOutputStream parts = new ArArchiveOutputStream(deb)) {
      part(parts, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
      part(
          parts,
          "control.tar.gz",
          tar(GZIPOutputStream::new, Map.of("./usr/bin/program", "not this one")));
      part(parts, data, tar(packer, files));
    }
    return deb.toByteArray();
  }

  private static void part(ArArchiveOutputStream parts, String name, byte[] content)
      throws IOException {
    parts.putArchiveEntry(new ArArchiveEntry(name, content.length));
    parts.write(content);
    parts.closeArchiveEntry();
  }

  private static byte[] tar(Packer packer, Map<String, String> files) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(packer.pack(packed))) {
      for (Map.Entry<String, String> file : files.entrySet()) {
        byte[] content = file.getValue().getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
      }
    }
    return packed.toByteArray();
  }

  static Stream<Arguments> packers() {
    Packer none = out -> out;
    Packer gzip = GZIPOutputStream::new;
    Packer xz = out -> new XZOutputStream(out, new LZMA2Options());
    return Stream.of(
        arguments("data.tar", none), arguments("data.tar.gz", gzip), arguments("data.tar.xz", xz));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("packers")
  void aFileIsFoundByItsPathOnHosts(String data, Packer packer) throws IOException {
    DebianContents contents =
        new DebianContents(
            deb(data, packer, Map.of("./usr/bin/program", "this one", "./usr/bin/other", "")));
    assertThat(contents.file("/usr/bin/program"))
        .hasValueSatisfying(
            bytes -> assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo("this one"));
    assertThat(contents.file("/usr/bin/absent")).isEmpty();
  }

  @Test
  void whatIsPackedByAnythingElseIsNotGuessedAt() throws IOException {
    byte[] deb = deb("data.tar.zst", out -> out, Map.of("./usr/bin/program", "this one"));
    assertThatIOException()
        .isThrownBy(() -> new DebianContents(deb).file("/usr/bin/program"))
        .withMessage("its files are in data.tar.zst, which is not read");
  }
}
