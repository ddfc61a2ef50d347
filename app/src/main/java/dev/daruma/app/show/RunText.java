package dev.daruma.app.show;

import dev.daruma.engine.journal.PastEvent;
import dev.daruma.engine.journal.PastRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Past runs as a person reads them.
 *
 * @param clock for today's date and the operator's time zone
 */
public record RunText(Clock clock) {
  private static final String ROW = "%-26s %-32s %-18s %12s  %-12s %7s";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

  public List<String> table(List<PastRun> runs) {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("run", "command", "when", "how long", "result", "changes"));
    runs.forEach(
        run ->
            lines.add(
                ROW.formatted(
                    run.name(),
                    command(run),
                    DAY.format(run.started().atZone(clock.getZone())),
                    Seconds.of(run.took()),
                    result(run),
                    run.changes())));
    return lines;
  }

  /** Such as {@code the run of 10:32 (apply) was cut off during join worker on node01; ...}. */
  public String cutOff(PastRun run) {
    String during =
        run.open().stream()
            .map(act -> act.act() + " on " + act.host())
            .collect(Collectors.joining(", "));
    return "the run of %s (%s) was cut off %s; what it left is found on the hosts"
        .formatted(
            when(run.started()),
            run.command(),
            during.isEmpty() ? "between two acts" : "during " + during);
  }

  /** The head of a run and its events, a line for each and more where there is more to say. */
  public List<String> lines(PastRun run) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %s, %s after %s, %s"
            .formatted(
                command(run),
                DAY.format(run.started().atZone(clock.getZone())),
                result(run),
                Seconds.of(run.took()),
                ChangeCount.text(run.changes())));
    run.events().forEach(event -> add(run, event, lines));
    return lines;
  }

  private static void add(PastRun run, PastEvent event, List<String> lines) {
    String head =
        String.format(
            Locale.ROOT,
            "%8.1f s  %-12s %s",
            Duration.between(run.started(), event.at()).toMillis() / 1000.0,
            event.host(),
            event.act().isEmpty() ? event.kind() : event.act() + ": " + event.kind());
    lines.add(head + event.took().map(took -> " after " + Seconds.of(took)).orElse(""));
    event.details().entrySet().stream()
        .filter(detail -> !List.of("milliseconds", "changeCount", "room").contains(detail.getKey()))
        .forEach(
            detail ->
                detail.getValue().stream()
                    .flatMap(String::lines)
                    .forEach(line -> lines.add(" ".repeat(25) + detail.getKey() + ": " + line)));
  }

  private static String command(PastRun run) {
    return run.command()
        + run.only().stream().map(word -> " --only " + word).collect(Collectors.joining());
  }

  public static String result(PastRun run) {
    return switch (run.state()) {
      case PastRun.State.Ended(String result) -> result;
      case PastRun.State.Running() -> "running";
      case PastRun.State.CutOff() -> "cut off";
    };
  }

  private String when(Instant instant) {
    LocalDate today = LocalDate.now(clock);
    var local = instant.atZone(clock.getZone());
    return (local.toLocalDate().equals(today) ? TIME : DAY).format(local);
  }
}
