package dev.daruma.lab.bundle;

import dev.daruma.engine.bundle.Checksum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import tools.jackson.databind.json.JsonMapper;

/**
 * An image as an OCI layout in a tar (https://github.com/opencontainers/image-spec,
 * image-layout.md), with what {@code docker load} wants beside it.
 *
 * <p>Written by ourselves: jib follows symbolic links instead of keeping them, and names the image
 * only in the annotation that {@code ctr images import} takes for a tag.
 */
record OciImage(
    String reference,
    String architecture,
    List<String> entrypoint,
    List<String> command,
    List<Layer> layers) {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final String TYPE = "application/vnd.oci.image.";

  OciImage {
    entrypoint = List.copyOf(entrypoint);
    command = List.copyOf(command);
    layers = List.copyOf(layers);
  }

  void write(Path file) throws IOException {
    byte[] configuration = json(configuration());
    byte[] manifest = json(manifest(configuration));
    try (OutputStream out = Files.newOutputStream(file);
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      add(tar, "oci-layout", json(Map.of("imageLayoutVersion", "1.0.0")));
      add(tar, "index.json", json(index(manifest)));
      // Docker before version 25 goes by this one; containerd does not look at it.
      add(tar, "manifest.json", json(List.of(forDocker(configuration))));
      add(tar, blob(Checksum.of(manifest)), manifest);
      add(tar, blob(Checksum.of(configuration)), configuration);
      for (Layer layer : layers) {
        try (InputStream content = Files.newInputStream(layer.file())) {
          add(tar, blob(layer.digest()), Files.size(layer.file()), content);
        }
      }
    }
  }

  private Map<String, Object> configuration() {
    Map<String, Object> process = new LinkedHashMap<>();
    process.put(
        "Env", List.of("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"));
    process.put("Entrypoint", entrypoint);
    if (!command.isEmpty()) {
      process.put("Cmd", command);
    }
    process.put("WorkingDir", "/");
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("created", "1970-01-01T00:00:00Z");
    all.put("architecture", architecture);
    all.put("os", "linux");
    all.put("config", process);
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("type", "layers");
    root.put("diff_ids", layers.stream().map(layer -> "sha256:" + layer.content()).toList());
    all.put("rootfs", root);
    return all;
  }

  private Map<String, Object> manifest(byte[] configuration) throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("schemaVersion", 2);
    all.put("mediaType", TYPE + "manifest.v1+json");
    all.put(
        "config", descriptor("config.v1+json", Checksum.of(configuration), configuration.length));
    List<Map<String, Object>> list = new ArrayList<>();
    for (Layer layer : layers) {
      list.add(descriptor("layer.v1.tar+gzip", layer.digest(), Files.size(layer.file())));
    }
    all.put("layers", list);
    return all;
  }

  private Map<String, Object> index(byte[] manifest) {
    Map<String, Object> only =
        descriptor("manifest.v1+json", Checksum.of(manifest), manifest.length);
    only.put("platform", Map.of("architecture", architecture, "os", "linux"));
    String tag = reference.substring(reference.lastIndexOf(':') + 1);
    // The first is what containerd goes by; the second is the standard's, for everybody else.
    only.put(
        "annotations",
        new TreeMap<>(
            Map.of(
                "io.containerd.image.name", reference, "org.opencontainers.image.ref.name", tag)));
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("schemaVersion", 2);
    all.put("manifests", List.of(only));
    return all;
  }

  /** Source: moby, image/tarexport/tarexport.go, manifestItem. */
  private Map<String, Object> forDocker(byte[] configuration) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("Config", blob(Checksum.of(configuration)));
    all.put("RepoTags", List.of(reference));
    all.put("Layers", layers.stream().map(layer -> blob(layer.digest())).toList());
    return all;
  }

  private static Map<String, Object> descriptor(String type, String digest, long size) {
    Map<String, Object> descriptor = new LinkedHashMap<>();
    descriptor.put("mediaType", TYPE + type);
    descriptor.put("digest", "sha256:" + digest);
    descriptor.put("size", size);
    return descriptor;
  }

  private static String blob(String digest) {
    return "blobs/sha256/" + digest;
  }

  private static byte[] json(Object value) {
    return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    add(tar, name, content.length, new ByteArrayInputStream(content));
  }

  private static void add(TarArchiveOutputStream tar, String name, long size, InputStream content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setSize(size);
    entry.setModTime(0);
    entry.setIds(0, 0);
    tar.putArchiveEntry(entry);
    content.transferTo(tar);
    tar.closeArchiveEntry();
  }
}
