package dev.daruma.cluster.controlplane.kubeadm;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.daruma.cluster.release.KubeadmApi;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.json.JsonMapper;

/** What kubeadm's documents may hold, written after its types; see {@code $comment} in each. */
public final class KubeadmSchema {
  private static final Path FOLDER = Path.of("src/test/resources/kubeadm");

  private KubeadmSchema() {}

  /**
   * What is wrong with kubeadm's own documents of a text; those of other components are skipped.
   */
  public static List<String> problems(KubeadmApi api, String yaml) {
    Schema schema = schema(api);
    List<String> problems = new ArrayList<>();
    for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(yaml)) {
      if (document instanceof Map<?, ?> fields
          && String.valueOf(fields.get("apiVersion")).startsWith("kubeadm.k8s.io/")) {
        schema
            .validate(JsonMapper.shared().valueToTree(document))
            .forEach(error -> problems.add(fields.get("kind") + ": " + error));
      }
    }
    return problems;
  }

  private static Schema schema(KubeadmApi api) {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(
              JsonMapper.shared().readTree(Files.readString(FOLDER.resolve(api + ".schema.json"))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
