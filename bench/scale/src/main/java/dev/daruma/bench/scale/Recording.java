package dev.daruma.bench.scale;

import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What hosts of a real site answered to daruma.
 *
 * @param controlPlane answers of a control plane by question, see {@link #key}
 * @param worker those of a worker
 */
record Recording(SortedMap<String, Output> controlPlane, SortedMap<String, Output> worker) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Pattern ADDRESS = Pattern.compile("'?\\d+\\.\\d+\\.\\d+\\.\\d+'?");

  /** Of one length in all its turns: else a list of a thousand neighbours overflows the stack. */
  private static final Pattern ADDRESSES = Pattern.compile("(?:ADDRESS )*ADDRESS");

  private static final Pattern BUNDLE = Pattern.compile("/var/lib/daruma/bundle/[0-9a-f]{16}");

  static Recording empty() {
    return new Recording(new TreeMap<>(), new TreeMap<>());
  }

  static Recording read(Path file) {
    return MAPPER.readValue(file.toFile(), Recording.class);
  }

  void write(Path file) {
    MAPPER.writeValue(file.toFile(), this);
  }

  SortedMap<String, Output> of(boolean isControlPlane) {
    return isControlPlane ? controlPlane : worker;
  }

  Optional<Output> answer(boolean isControlPlane, String script) {
    return Optional.ofNullable(of(isControlPlane).get(key(script)));
  }

  /**
   * @throws IllegalArgumentException when no such host was ever asked this
   */
  Output answer(boolean isControlPlane, Fragment fragment) {
    return answer(isControlPlane, fragment.text())
        .orElseThrow(
            () -> new IllegalArgumentException("never recorded: " + fragment.text().strip()));
  }

  /** The question without addresses and the name of the bundle, which differ between sites. */
  static String key(String script) {
    String anywhere =
        ADDRESSES
            .matcher(ADDRESS.matcher(script.strip()).replaceAll("ADDRESS"))
            .replaceAll("ADDRESS");
    return BUNDLE.matcher(anywhere).replaceAll("BUNDLE");
  }
}
