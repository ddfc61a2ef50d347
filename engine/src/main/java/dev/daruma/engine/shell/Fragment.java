package dev.daruma.engine.shell;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A piece of POSIX shell script in which every value is quoted.
 *
 * <p>Script text is a constant of this program; values come in through placeholders: {@code
 * Fragment.of("cat %s", path)} puts the value in single quotes, whatever it holds. There is no way
 * to paste a value into a script unquoted.
 */
public final class Fragment {
  private static final Pattern PLACEHOLDER = Pattern.compile("%(.?)", Pattern.DOTALL);

  private final String script;

  private Fragment(String script) {
    this.script = script;
  }

  /**
   * A fragment with each {@code %s} replaced by the quoted value of its turn; {@code %%} stands for
   * a percent sign. A value that is a {@link Fragment} is inserted as script; a {@link List}
   * becomes its quoted elements, separated by blanks.
   *
   * @throws IllegalArgumentException when placeholders and values differ in number
   */
  public static Fragment of(String template, Object... values) {
    StringBuilder script = new StringBuilder();
    Iterator<Object> remaining = List.of(values).iterator();
    Matcher placeholder = PLACEHOLDER.matcher(template);
    while (placeholder.find()) {
      String replacement =
          switch (placeholder.group(1)) {
            case "%" -> "%";
            case "s" -> {
              if (!remaining.hasNext()) {
                throw new IllegalArgumentException("more placeholders than values: " + template);
              }
              yield word(remaining.next());
            }
            default -> throw new IllegalArgumentException("%s or %% expected: " + template);
          };
      placeholder.appendReplacement(script, Matcher.quoteReplacement(replacement));
    }
    placeholder.appendTail(script);
    if (remaining.hasNext()) {
      throw new IllegalArgumentException("more values than placeholders: " + template);
    }
    return new Fragment(script.toString());
  }

  /** A constant script, taken as it is, percent signs included. */
  public static Fragment script(String text) {
    return new Fragment(text);
  }

  /** The fragments one after the other; the first that fails ends it with its status. */
  public static Fragment all(List<Fragment> fragments) {
    return new Fragment(
        fragments.stream()
            .map(fragment -> "{ " + fragment.script.strip() + "\n} || exit $?\n")
            .collect(Collectors.joining()));
  }

  private static String word(Object value) {
    return switch (value) {
      case Fragment fragment -> fragment.script;
      case List<?> list -> list.stream().map(Fragment::word).collect(Collectors.joining(" "));
      default -> quote(value.toString());
    };
  }

  /** In single quotes, as POSIX has it (Shell Command Language, 2.2.2). */
  static String quote(String value) {
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a shell word cannot hold a NUL character");
    }
    return "'" + value.replace("'", "'\\''") + "'";
  }

  /** The script's text. It may hold secrets; do not log it. */
  public String text() {
    return script;
  }

  public Fragment then(Fragment next) {
    List<Fragment> both = new ArrayList<>();
    both.add(this);
    both.add(next);
    return all(both);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fragment fragment && fragment.script.equals(script);
  }

  @Override
  public int hashCode() {
    return script.hashCode();
  }

  @Override
  public String toString() {
    return "Fragment(" + script.length() + " characters)";
  }
}
