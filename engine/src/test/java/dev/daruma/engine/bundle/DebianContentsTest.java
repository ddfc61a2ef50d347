package dev.daruma.engine.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;

class DebianContentsTest {
  private static byte[] deb(Map<String, String> files) throws IOException {
    ByteArrayOutputStream deb = new ByteArrayOutputStream();
    try (ArArchiveOutputStream parts = new ArArchiveOutputStream(deb)) {
      part(parts, "debian-binary", "2.0\n".getBytes(StandardCharsets.US_ASCII));
      part(parts, "control.tar.gz", tar(Map.of("./usr/bin/program", "not this one")));
      part(parts, "data.tar.gz", tar(files));
    }
    return deb.toByteArray();
  }

  private static void part(ArArchiveOutputStream parts, String name, byte[] content)
      throws IOException {
    parts.putArchiveEntry(new ArArchiveEntry(name, content.length));
    parts.write(content);
    parts.closeArchiveEntry();
  }

  private static byte[] tar(Map<String, String> files) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(packed))) {
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

  @Test
  void aFileIsFoundByItsPathOnHosts() throws IOException {
    DebianContents contents =
        new DebianContents(deb(Map.of("./usr/bin/program", "this one", "./usr/bin/other", "")));
    assertThat(contents.file("/usr/bin/program"))
        .hasValueSatisfying(
            bytes -> assertThat(bytes).asString(StandardCharsets.UTF_8).isEqualTo("this one"));
    assertThat(contents.file("/usr/bin/absent")).isEmpty();
  }
}
