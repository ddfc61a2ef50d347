package dev.daruma.engine.bundle;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The manifest as JSON, and what is refused in one that was not written by us. */
final class ManifestJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** Two folders, no way out of them, and nothing that a shell or apt would read differently. */
  private static final Pattern PATH = Pattern.compile("(apt|images)/[A-Za-z0-9][A-Za-z0-9._+~-]*");

  private ManifestJson() {}

  static byte[] write(Manifest manifest) {
    return MAPPER.writeValueAsBytes(manifest);
  }

  /** The manifest, or what is wrong with it. */
  static Manifest read(byte[] json) throws Refusal {
    try {
      JsonNode tree = MAPPER.readTree(json);
      int format = tree.path("format").asInt(0);
      if (format != Manifest.FORMAT) {
        throw new Refusal(
            "its format is " + format + "; this daruma reads format " + Manifest.FORMAT);
      }
      Manifest manifest = MAPPER.treeToValue(tree, Manifest.class);
      check(manifest);
      return manifest;
    } catch (JacksonException broken) {
      throw new Refusal("manifest.json cannot be read: " + broken.getOriginalMessage());
    }
  }

  private static void check(Manifest manifest) throws Refusal {
    Set<String> paths = new HashSet<>();
    for (Manifest.Entry file : manifest.files()) {
      if (!PATH.matcher(file.path()).matches()) {
        throw new Refusal(
            "manifest.json names \"" + file.path() + "\", which is no file of apt/ or images/");
      }
      if (!SHA256.matcher(file.sha256()).matches() || file.size() < 0) {
        throw new Refusal("manifest.json gives " + file.path() + " no proper checksum or size");
      }
      if (!paths.add(file.path())) {
        throw new Refusal("manifest.json names " + file.path() + " twice");
      }
      if ((file.kind() == Manifest.Kind.IMAGE) != file.image().isPresent()) {
        throw new Refusal(
            "manifest.json does not say which of " + file.path() + " and an image it is");
      }
    }
  }

  /** Why a file is no bundle. Becomes a problem that names the file where that is known. */
  static final class Refusal extends Exception {
    Refusal(String cause) {
      super(cause);
    }

    String cause() {
      return String.valueOf(getMessage());
    }
  }
}
