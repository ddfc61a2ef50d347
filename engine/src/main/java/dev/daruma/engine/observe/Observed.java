package dev.daruma.engine.observe;

import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What the probes of one host answered. */
public final class Observed {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Output NOTHING = new Output(127, "", "");

  private final Map<Probe<?>, Kept> outputs;
  private final boolean blank;

  private Observed(Map<Probe<?>, Kept> outputs, boolean blank) {
    this.outputs = outputs;
    this.blank = blank;
  }

  /**
   * A host of which every probe answers nothing. Good for guessing which probes will be wanted,
   * never for deciding; so that one round trip mostly reads them all.
   */
  public static Observed blank() {
    return new Observed(Map.of(), true);
  }

  public static Observed of(Map<Probe<?>, Output> outputs) {
    return new Observed(kept(outputs), false);
  }

  /** Reads the probes in one round trip. */
  public static Observed read(Shell shell, Collection<? extends Probe<?>> probes) {
    return of(Map.of()).withMissing(shell, probes);
  }

  /** These answers and those of the probes not read yet, in one round trip or none. */
  public Observed withMissing(Shell shell, Collection<? extends Probe<?>> probes) {
    List<Probe<?>> missing = new ArrayList<>(new LinkedHashSet<>(probes));
    missing.removeIf(outputs::containsKey);
    if (missing.isEmpty()) {
      return this;
    }
    List<Question> questions = Question.about(missing);
    List<Output> answers = shell.run(questions.stream().map(Question::fragment).toList(), LIMIT);
    Map<Probe<?>, Kept> all = new HashMap<>(outputs);
    for (int at = 0; at < questions.size(); at++) {
      all.putAll(kept(questions.get(at).answers(answers.get(at))));
    }
    return new Observed(Map.copyOf(all), false);
  }

  private static Map<Probe<?>, Kept> kept(Map<Probe<?>, Output> outputs) {
    Map<Probe<?>, Kept> kept = new HashMap<>();
    outputs.forEach((probe, output) -> kept.put(probe, Kept.of(output)));
    return Map.copyOf(kept);
  }

  /** These answers, but for one probe that is answered so. */
  public Observed with(Probe<?> probe, Output output) {
    Map<Probe<?>, Kept> all = new HashMap<>(outputs);
    all.put(probe, Kept.of(output));
    return new Observed(Map.copyOf(all), false);
  }

  /**
   * @throws IllegalStateException when the probe was not read, which is this program's mistake
   */
  public <T> T get(Probe<T> probe) {
    if (blank) {
      return probe.parse(NOTHING);
    }
    Kept kept = outputs.get(probe);
    if (kept == null) {
      throw new IllegalStateException("not observed: " + probe.name());
    }
    return probe.parse(kept.output());
  }
}
