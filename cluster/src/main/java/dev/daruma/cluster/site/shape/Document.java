package dev.daruma.cluster.site.shape;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML text composed to nodes that know their places. */
public final class Document {
  private Document() {}

  /** The one document in the text; empty when there is none, more than one, or a syntax error. */
  public static Optional<Node> compose(String text, Findings findings) {
    try {
      var documents = new ArrayList<Node>();
      new Compose(settings()).composeAllFromString(text).forEach(documents::add);
      return single(documents, findings);
    } catch (MarkedYamlEngineException problem) {
      syntax(problem, text, findings);
    } catch (ReaderException problem) {
      findings.error(
          at(text, problem.getPosition()),
          "character U+%04X does not belong into YAML".formatted(problem.getCodePoint()),
          "remove it");
    } catch (YamlEngineException problem) {
      findings.error(Place.START, "no YAML: " + problem.getMessage(), "see https://yaml.org/spec");
    }
    return Optional.empty();
  }

  /** A value written in this program; never wrong. */
  static Node fragment(String yaml) {
    return new Compose(settings()).composeString(yaml).orElseThrow();
  }

  private static Optional<Node> single(List<Node> documents, Findings findings) {
    if (documents.isEmpty()) {
      findings.error(
          Place.START, "the file is empty", "begin with a copy of examples/small/site.yaml");
      return Optional.empty();
    }
    documents.stream()
        .skip(1)
        .findFirst()
        .ifPresent(
            second ->
                findings.error(
                    Place.of(second),
                    "a second document begins",
                    "one file holds one site; move it to a file of its own"));
    return Optional.of(documents.getFirst());
  }

  private static void syntax(MarkedYamlEngineException problem, String text, Findings findings) {
    var place = place(problem);
    var line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
    if (line.substring(0, Math.min(place.column(), line.length())).contains("\t")) {
      findings.error(
          new Place(place.line(), line.indexOf('\t') + 1),
          "a tab stands in the indentation",
          "indent with spaces; YAML allows no tabs there");
    } else {
      var context = problem.getContext() == null ? "" : problem.getContext() + ", ";
      findings.error(
          place,
          "the YAML cannot be read: " + context + problem.getProblem(),
          "look at the indentation, colons, quotes and brackets here and on the line before");
    }
  }

  /** A quote that never ends is noticed at the end of the file, and belongs where it begins. */
  private static Place place(MarkedYamlEngineException problem) {
    return Place.of(
        problem.getProblem().contains("end of stream")
            ? problem.getContextMark().or(problem::getProblemMark)
            : problem.getProblemMark().or(problem::getContextMark));
  }

  private static Place at(String text, int position) {
    var before = text.substring(0, Math.min(position, text.length()));
    return new Place(
        1 + (int) before.chars().filter(character -> character == '\n').count(),
        before.length() - before.lastIndexOf('\n'));
  }

  private static LoadSettings settings() {
    return LoadSettings.builder()
        .setSchema(new CoreSchema())
        .setAllowDuplicateKeys(true) // found by Entries, which names both places
        .setAllowNonScalarKeys(true)
        .setUseMarks(true)
        .build();
  }
}
