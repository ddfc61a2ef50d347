package dev.daruma.engine.observe;

import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is put to a host as one fragment: a probe, or all probes of a batch. */
sealed interface Question {
  Fragment fragment();

  /** The answer of each probe. */
  Map<Probe<?>, Output> answers(Output answer);

  /** Batches stand where the first of their probes does. */
  static List<Question> about(List<Probe<?>> probes) {
    Map<Object, List<Probe<?>>> together = new LinkedHashMap<>();
    for (Probe<?> probe : probes) {
      Object key = probe.subject().<Object>map(Probe.Subject::batch).orElse(probe);
      together.computeIfAbsent(key, each -> new ArrayList<>()).add(probe);
    }
    List<Question> questions = new ArrayList<>();
    together.forEach(
        (key, each) ->
            questions.add(
                key instanceof Batch batch
                    ? new OfBatch(batch, each)
                    : new OfProbe(each.getFirst())));
    return questions;
  }

  record OfProbe(Probe<?> probe) implements Question {
    @Override
    public Fragment fragment() {
      return probe.fragment();
    }

    @Override
    public Map<Probe<?>, Output> answers(Output answer) {
      return Map.of(probe, answer);
    }
  }

  record OfBatch(Batch batch, List<Probe<?>> probes) implements Question {
    @Override
    public Fragment fragment() {
      return batch.about(probes.stream().map(OfBatch::subject).toList());
    }

    @Override
    public Map<Probe<?>, Output> answers(Output answer) {
      Map<String, String> parts = batch.split(answer.stdout());
      Map<Probe<?>, Output> answers = new HashMap<>();
      for (Probe<?> probe : probes) {
        answers.put(
            probe,
            Optional.ofNullable(parts.get(subject(probe)))
                .map(part -> new Output(0, part, ""))
                .orElseGet(() -> new Output(1, "", answer.stderr())));
      }
      return answers;
    }

    private static String subject(Probe<?> probe) {
      return probe.subject().orElseThrow().name();
    }
  }
}
