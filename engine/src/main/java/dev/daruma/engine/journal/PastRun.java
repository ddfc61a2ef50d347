package dev.daruma.engine.journal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as its journal tells it.
 *
 * @param name the journal's file without its ending; sorts by time
 * @param command what was asked for, such as {@code "apply"}; empty when the journal does not say
 * @param only what the run was limited to; empty when to nothing
 * @param events all that could be read, in their order
 * @param state how it ended
 */
public record PastRun(
    String name,
    Instant started,
    String command,
    List<String> only,
    List<PastEvent> events,
    State state) {

  /** How a run ended. */
  public sealed interface State {
    /**
     * @param result {@code "succeeded"}, {@code "failed"} or {@code "interrupted"}
     */
    record Ended(String result) implements State {}

    /** Somebody still writes the journal. */
    record Running() implements State {}

    /** The journal has no end, and nobody writes it any more. */
    record CutOff() implements State {}
  }

  public PastRun {
    only = List.copyOf(only);
    events = List.copyOf(events);
  }

  public boolean wasCutOff() {
    return state instanceof State.CutOff;
  }

  public boolean succeeded() {
    return state.equals(new State.Ended("succeeded"));
  }

  /** From its first line to its last. */
  public Duration took() {
    return events.isEmpty() ? Duration.ZERO : Duration.between(started, events.getLast().at());
  }

  /** The acts that were started and of whose end nothing is known, as they were started. */
  public List<PastEvent> open() {
    List<PastEvent> open = new ArrayList<>();
    for (PastEvent event : events) {
      switch (event.kind()) {
        case "started" -> open.add(event);
        case "finished", "failed" -> open.removeIf(event::isOfSameAct);
        default -> {}
      }
    }
    return open;
  }

  /** How many changes its finished acts have made; a verification is none. */
  public int changes() {
    List<PastEvent> started = new ArrayList<>();
    int changes = 0;
    for (PastEvent event : events) {
      if (event.kind().equals("started")) {
        started.add(event);
      } else if (event.kind().equals("finished")) {
        changes +=
            started.stream()
                .filter(event::isOfSameAct)
                .findFirst()
                .map(PastEvent::changeCount)
                .orElse(0);
      }
    }
    return changes;
  }
}
