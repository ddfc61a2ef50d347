package dev.daruma.engine.journal;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the journals of a folder. A line that was torn by the end of its writer ends the reading of
 * its file: what comes before it is whole.
 */
public record PastRuns(Path folder) {
  private static final String ENDING = ".jsonl";

  /** The latest runs, at most that many, the earliest of them first. */
  public List<PastRun> latest(int count) {
    List<Path> files = files();
    return files.subList(Math.max(0, files.size() - count), files.size()).stream()
        .map(PastRuns::read)
        .toList();
  }

  /** The latest first; each is read when it is asked for, so that few are where few are wanted. */
  public Stream<PastRun> backwards() {
    return files().reversed().stream().map(PastRuns::read);
  }

  public List<PastRun> all() {
    return latest(Integer.MAX_VALUE);
  }

  private List<Path> files() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(
              file -> file.toString().endsWith(ENDING) && Journal.timeOf(name(file)).isPresent())
          .sorted()
          .toList();
    } catch (IOException failure) {
      throw unreadable(folder, failure);
    }
  }

  private static String name(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.length() - ENDING.length());
  }

  private static PastRun read(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      // Asked before reading: a run that ends in between is then told as ended.
      boolean written = isWritten(channel);
      // A character may be torn too.
      List<PastEvent> events = events(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
      Map<String, List<String>> beginning =
          events.isEmpty() ? Map.of() : events.getFirst().details();
      return new PastRun(
          name(file),
          Journal.timeOf(name(file)).orElseThrow(),
          String.join(" ", beginning.getOrDefault("command", List.of())),
          beginning.getOrDefault("only", List.of()),
          events,
          state(events, written));
    } catch (IOException failure) {
      throw unreadable(file, failure);
    }
  }

  private static PastRun.State state(List<PastEvent> events, boolean written) {
    if (!events.isEmpty() && events.getLast().kind().equals("run-ended")) {
      return new PastRun.State.Ended(events.getLast().detail("result").orElse(""));
    }
    return written ? new PastRun.State.Running() : new PastRun.State.CutOff();
  }

  /** Whoever writes a journal holds its lock, and loses it with its life. */
  private static boolean isWritten(FileChannel channel) throws IOException {
    try (FileLock lock = channel.tryLock(0, Long.MAX_VALUE, true)) {
      return lock == null;
    } catch (OverlappingFileLockException _) {
      return true;
    }
  }

  static List<PastEvent> events(String text) {
    List<PastEvent> events = new ArrayList<>();
    for (String line : text.lines().toList()) {
      try {
        events.add(event(JsonMapper.shared().readTree(line)));
      } catch (JacksonException | DateTimeException torn) {
        break;
      }
    }
    return events;
  }

  private static PastEvent event(JsonNode line) {
    Map<String, List<String>> details = new LinkedHashMap<>();
    line.forEachEntry(
        (name, value) ->
            details.put(
                name,
                value.isArray()
                    ? value.valueStream().map(JsonNode::asString).toList()
                    : List.of(value.asString())));
    String at = first(details.remove("at"));
    String kind = first(details.remove("event"));
    return new PastEvent(
        Instant.parse(at),
        kind,
        first(details.remove("host")),
        first(details.remove("act")),
        details);
  }

  private static String first(@Nullable List<String> values) {
    return values == null ? "" : String.join(" ", values);
  }

  private static ProblemException unreadable(Path path, IOException failure) {
    return new ProblemException(
        Problem.of(
            Problem.Code.JOURNAL,
            "read the journal",
            path + " cannot be read: " + failure,
            "make it readable for you, or move it away: it is a record, nothing needs it"),
        failure);
  }
}
