package dev.daruma.bench.scale;

import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A host of a finished site: what is asked, and what it answers.
 *
 * @param own answers that depend on the site, by the fragment's text
 */
record SimulatedHost(
    Recording recording, boolean isControlPlane, Map<String, Supplier<Output>> own) {
  SimulatedHost(Recording recording, boolean isControlPlane) {
    this(recording, isControlPlane, new HashMap<>());
  }

  void answers(Fragment question, Supplier<String> stdout) {
    own.put(question.text().strip(), () -> new Output(0, stdout.get(), ""));
  }

  /** The answer; empty to a question that no real host of this role was ever asked. */
  Optional<Output> answer(String script) {
    Optional<Subjects> subjects = Subjects.in(script);
    if (subjects.isEmpty() || subjects.get().names().size() == 1) {
      return alone(script);
    }
    StringBuilder all = new StringBuilder();
    for (String each : subjects.get().alone()) {
      Optional<Output> answer = alone(each);
      if (answer.isEmpty()) {
        return Optional.empty();
      }
      all.append(answer.get().stdout());
    }
    return Optional.of(new Output(0, all.toString(), ""));
  }

  private Optional<Output> alone(String script) {
    Supplier<Output> mine = own.get(script.strip());
    return mine == null ? recording.answer(isControlPlane, script) : Optional.of(mine.get());
  }
}
