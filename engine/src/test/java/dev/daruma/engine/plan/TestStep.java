package dev.daruma.engine.plan;

import dev.daruma.engine.host.HostName;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A step for decisions about plans: never run. */
record TestStep(
    HostName host,
    Room room,
    String title,
    Set<Milestone> needs,
    Set<Milestone> gives,
    Set<Limit> limits)
    implements Step {
  record Named(String title) implements Milestone {}

  record Part(String word) implements Room {}

  /**
   * Reads {@code "one/os: prepare; needs a, b; gives c; alone x"}: host, room, title, and the rest
   * in any order or missing.
   */
  static TestStep of(String text) {
    String[] parts = text.split("; ");
    String[] head = parts[0].split("[/:] ?");
    return new TestStep(
        new HostName(head[0]),
        new Part(head[1]),
        head[2],
        named(parts, "needs "),
        named(parts, "gives "),
        words(parts, "alone ").map(Limit::one).collect(Collectors.toSet()));
  }

  private static Set<Milestone> named(String[] parts, String word) {
    return words(parts, word).map(Named::new).collect(Collectors.toSet());
  }

  private static Stream<String> words(String[] parts, String word) {
    return Stream.of(parts)
        .filter(part -> part.startsWith(word))
        .flatMap(part -> Stream.of(part.substring(word.length()).split(", ")));
  }

  @Override
  public List<String> explanation() {
    return List.of();
  }

  @Override
  public void run(Work work) {
    throw new AssertionError("decisions run nothing");
  }
}
