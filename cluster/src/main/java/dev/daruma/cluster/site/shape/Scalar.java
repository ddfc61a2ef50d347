package dev.daruma.cluster.site.shape;

import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One text or number with a meaning.
 *
 * @param form what a JSON Schema can say of it
 * @param parser makes a value of the text; may be stricter than the form
 */
public record Scalar<T>(Form form, String noun, String example, Function<String, Parsed<T>> parser)
    implements Shape<T> {

  /** What a JSON Schema can say of a scalar. */
  public sealed interface Form {
    /** Text that matches a regular expression (ECMA-262), anchors included. */
    record Text(String pattern) implements Form {}

    /** A whole number between two bounds, both included. */
    record Whole(long least, long most) implements Form {}
  }

  public static <T> Scalar<T> text(
      String noun, String example, String pattern, Function<String, Parsed<T>> parser) {
    return new Scalar<>(new Form.Text(pattern), noun, example, parser);
  }

  /**
   * Text that is nothing but a form.
   *
   * @param form a regular expression without anchors, which Java and ECMA-262 read alike
   * @param isNo what any other text is: {@code "is no registry"}
   */
  public static Scalar<String> matching(
      String noun, String example, String form, String isNo, String remedy) {
    return text(
        noun,
        example,
        "^" + form + "$",
        text ->
            text.matches(form)
                ? Parsed.good(text)
                : Parsed.bad("\"%s\" %s".formatted(text, isNo), remedy));
  }

  /** A whole number between two bounds, both included. */
  public static Scalar<Long> whole(String noun, long example, long least, long most) {
    var bounds = "write a number from %d to %d".formatted(least, most);
    Function<String, Parsed<Long>> parser =
        text -> {
          if (!text.matches("-?\\d{1,18}")) {
            return Parsed.bad("\"%s\" is no whole number".formatted(text), bounds);
          }
          var number = Long.parseLong(text);
          return number < least || number > most
              ? Parsed.bad(text + " is out of range", bounds)
              : Parsed.good(number);
        };
    return new Scalar<>(new Form.Whole(least, most), noun, Long.toString(example), parser);
  }

  @Override
  public Optional<T> decode(Node node, Place key, Findings findings) {
    if (!(node instanceof ScalarNode scalar) || node.getTag().equals(Tag.NULL)) {
      return refuse(node, findings);
    }
    return switch (parser.apply(scalar.getValue())) {
      case Parsed.Bad<T>(var what, var remedy) -> {
        findings.error(Place.of(node), what, remedy);
        yield Optional.empty();
      }
      case Parsed.Good<T>(var value) -> {
        agreesWithSchema(scalar, findings);
        yield Optional.of(value);
      }
    };
  }

  /** An unquoted 12 is a number to every other reader of the file, editors included. */
  private void agreesWithSchema(ScalarNode scalar, Findings findings) {
    var text = scalar.getValue();
    switch (form) {
      case Form.Whole whole when !scalar.getTag().equals(Tag.INT) ->
          findings.error(
              Place.of(scalar), "\"%s\" is quoted".formatted(text), "write the number as " + text);
      case Form.Text plain when !scalar.getTag().equals(Tag.STR) ->
          findings.error(
              Place.of(scalar),
              "%s is not read as text".formatted(text),
              "put it in quotes: \"%s\"".formatted(text));
      default -> {}
    }
  }
}
