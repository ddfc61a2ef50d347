package dev.daruma.app.show;

import dev.daruma.engine.execute.Event;
import dev.daruma.engine.host.HostName;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** When each stage of a run began and ended, and which host took longest over it. */
public final class RunTimes implements Consumer<Event> {
  /** In 79 columns, the longest names of acts and hosts apart. */
  private static final String ROW = "%-29s %5s %9s %9s  %s";

  private record Longest(HostName host, Duration took) {}

  private static final class Stage {
    private final Duration began;
    private Duration ended;
    private int acts;
    private Optional<Longest> longest = Optional.empty();

    Stage(Duration began) {
      this.began = began;
      this.ended = began;
    }
  }

  private final InstantSource clock;
  private final Instant start;
  private final Map<String, Stage> stages = new LinkedHashMap<>();
  private final HostChanges changes = new HostChanges();

  public RunTimes(InstantSource clock) {
    this.clock = clock;
    this.start = clock.instant();
  }

  /** A stage that is no act: looking, planning. */
  public synchronized void begin(String stage) {
    stages.computeIfAbsent(stage, name -> new Stage(now()));
  }

  public synchronized void end(String stage) {
    Stage ended = stages.computeIfAbsent(stage, name -> new Stage(now()));
    ended.ended = now();
  }

  @Override
  public synchronized void accept(Event event) {
    changes.accept(event);
    switch (event) {
      case Event.Started started -> begin(started.act().title());
      case Event.Finished finished ->
          ended(finished.act().title(), finished.act().host(), finished.took());
      case Event.Failed failed -> ended(failed.act().title(), failed.act().host(), failed.took());
      case Event.Cut(var act, Duration took) -> ended(act.title(), act.host(), took);
      case Event.Said _,
          Event.Waiting _,
          Event.Retrying _,
          Event.Skipped _,
          Event.Awaited _,
          Event.Left _ -> {}
    }
  }

  private void ended(String title, HostName host, Duration took) {
    end(title);
    Stage stage = stages.getOrDefault(title, new Stage(now()));
    stage.acts++;
    if (stage.longest.map(Longest::took).orElse(Duration.ZERO).compareTo(took) <= 0) {
      stage.longest = Optional.of(new Longest(host, took));
    }
  }

  private Duration now() {
    return Duration.between(start, clock.instant());
  }

  public Duration total() {
    return now();
  }

  /** What was changed meanwhile, host by host. */
  public HostChanges changes() {
    return changes;
  }

  public synchronized List<String> table() {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("stage", "hosts", "began", "took", "slowest"));
    stages.forEach(
        (name, stage) ->
            lines.add(
                ROW.formatted(
                        name,
                        stage.acts == 0 ? "" : String.valueOf(stage.acts),
                        seconds(stage.began),
                        seconds(stage.ended.minus(stage.began)),
                        stage
                            .longest
                            .map(longest -> longest.host() + " " + seconds(longest.took()))
                            .orElse(""))
                    .stripTrailing()));
    return lines;
  }

  public synchronized ArrayNode json() {
    ObjectNode holder = PlanJson.object();
    ArrayNode json = holder.putArray("stages");
    stages.forEach(
        (name, stage) -> {
          ObjectNode one = json.addObject();
          one.put("stage", name);
          one.put("beganMilliseconds", stage.began.toMillis());
          one.put("endedMilliseconds", stage.ended.toMillis());
          stage.longest.ifPresent(
              longest ->
                  one.put("slowestHost", longest.host().value())
                      .put("slowestMilliseconds", longest.took().toMillis()));
        });
    return json;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
