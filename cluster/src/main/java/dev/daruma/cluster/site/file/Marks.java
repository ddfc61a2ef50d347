package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Taint;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Scalar;
import java.util.regex.Pattern;

/**
 * How labels and taints are written.
 *
 * <p>Source: Kubernetes, "Labels and Selectors: syntax and character set".
 */
final class Marks {
  private Marks() {}

  private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
  private static final String QUALIFIED = "([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?" + NAME;
  private static final Pattern TAINT =
      Pattern.compile("(?<key>[^=:]*)(?:=(?<value>[^=:]*))?:(?<effect>[^=:]*)");

  static final Choice<String> EFFECT =
      Choice.of("effect", "NoSchedule", "PreferNoSchedule", "NoExecute");

  static final Scalar<String> KEY =
      Scalar.text(
          "a label's key",
          "storage",
          "^" + QUALIFIED + "$",
          text -> isKey(text) ? Parsed.good(text) : badKey(text));

  static final Scalar<String> VALUE =
      Scalar.text(
          "a label's value",
          "gluster",
          "^(" + NAME + ")?$",
          text -> isValue(text) ? Parsed.good(text) : badValue(text));

  /** A taint in one word, as {@code kubectl taint} takes it. */
  static final Scalar<Taint> TAINT_WORD =
      Scalar.text(
          "a taint",
          "storage=gluster:NoSchedule",
          "^" + QUALIFIED + "(=(" + NAME + ")?)?:(NoSchedule|PreferNoSchedule|NoExecute)$",
          Marks::parseTaint);

  private static Parsed<Taint> parseTaint(String text) {
    var taint = TAINT.matcher(text);
    if (!taint.matches() || !EFFECT.values().containsKey(taint.group("effect"))) {
      return Parsed.bad(
          "\"%s\" is no taint".formatted(text),
          "write KEY=VALUE:EFFECT or KEY:EFFECT; effects are "
              + String.join(", ", EFFECT.values().keySet()));
    }
    var value = taint.group("value") == null ? "" : taint.group("value");
    if (!isKey(taint.group("key"))) {
      return badKey(taint.group("key"));
    }
    return isValue(value)
        ? Parsed.good(new Taint(taint.group("key"), value, taint.group("effect")))
        : badValue(value);
  }

  private static boolean isKey(String text) {
    var slash = text.indexOf('/');
    return text.substring(slash + 1).matches(NAME)
        && (slash < 0 || Names.isDomain(text.substring(0, slash)));
  }

  private static boolean isValue(String text) {
    return text.isEmpty() || text.matches(NAME);
  }

  private static <T> Parsed<T> badKey(String text) {
    return Parsed.bad(
        "\"%s\" is no key of a label or taint".formatted(text),
        "write at most 63 letters, digits, -, _ and . that begin and end with a letter or digit;"
            + " a DNS domain and / may stand before them, as in example.com/storage");
  }

  private static <T> Parsed<T> badValue(String text) {
    return Parsed.bad(
        "\"%s\" is no value of a label or taint".formatted(text),
        "write at most 63 letters, digits, -, _ and . that begin and end with a letter or digit");
  }
}
