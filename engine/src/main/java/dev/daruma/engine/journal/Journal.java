package dev.daruma.engine.journal;

import dev.daruma.engine.execute.Event;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The record of one run: a file of its own, one JSON object a line, on the disk before the next act
 * starts.
 */
public final class Journal implements AutoCloseable {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final JsonMapper JSON = JsonMapper.shared();

  // No channel: a channel that an interrupted thread writes to is closed for all.
  private final FileOutputStream file;
  private final Path path;
  private final InstantSource clock;

  private Journal(FileOutputStream file, Path path, InstantSource clock) {
    this.file = file;
    this.path = path;
    this.clock = clock;
  }

  /**
   * Starts a run's journal.
   *
   * @param folder made with mode 0700 where it is missing
   * @param command what was asked for, such as {@code "apply"}
   */
  public static Journal start(Path folder, String command, InstantSource clock) throws IOException {
    return start(folder, command, List.of(), clock);
  }

  /**
   * The same, of a run that is limited.
   *
   * @param only the words that limit it; empty when nothing does
   */
  public static Journal start(Path folder, String command, List<String> only, InstantSource clock)
      throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Path path = folder.resolve(NAME.format(clock.instant()) + ".jsonl");
    FileOutputStream file = new FileOutputStream(Files.createFile(path).toFile(), true);
    // Held while this process lives: so a reader tells a run that goes on from one that was cut
    // off.
    if (file.getChannel().tryLock() == null) {
      throw new IOException("somebody else has locked " + path);
    }
    Journal journal = new Journal(file, path, clock);
    ObjectNode started = journal.entry("run-started").put("command", command);
    only.forEach(word -> started.withArray("only").add(word));
    journal.write(started);
    // The file's name is on the disk when that of its folder is; fsync(2), notes.
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
    return journal;
  }

  /** When the run of a journal of that name began; empty for what is no journal's name. */
  static Optional<Instant> timeOf(String name) {
    try {
      return Optional.of(NAME.parse(name, Instant::from));
    } catch (DateTimeParseException noJournal) {
      return Optional.empty();
    }
  }

  public Path path() {
    return path;
  }

  public void ended(String result) {
    write(entry("run-ended").put("result", result));
  }

  public void record(Event event) {
    ObjectNode line =
        switch (event) {
          case Event.Started(Act act) -> started(act);
          case Event.Said said -> entry("said", said.act()).put("line", said.line());
          case Event.Waiting waiting ->
              entry("waiting", waiting.act())
                  .put("condition", waiting.condition())
                  .put("limitSeconds", waiting.limit().toSeconds());
          case Event.Retrying retrying ->
              entry("retrying", retrying.act())
                  .put("why", retrying.why())
                  .put("pauseSeconds", retrying.pause().toSeconds())
                  .put("leftSeconds", retrying.left().toSeconds());
          case Event.Finished finished ->
              entry("finished", finished.act()).put("milliseconds", finished.took().toMillis());
          case Event.Failed failed -> failed(failed.act(), failed.problem());
          case Event.Skipped skipped ->
              entry("skipped", skipped.act()).put("missing", skipped.missing());
          case Event.Awaited(Act act) -> entry("awaited", act);
          case Event.Cut(Act act, Duration took) ->
              entry("cut", act).put("milliseconds", took.toMillis());
          case Event.Left(Act act) -> entry("left", act);
        };
    write(line);
  }

  private ObjectNode started(Act act) {
    ObjectNode line = entry("started", act).put("changeCount", act.changeCount());
    switch (act) {
      case HostChange change ->
          change
              .changes()
              .forEach(each -> line.withArray("changes").add(each.label() + ": " + each.reason()));
      case Step step -> step.explanation().forEach(line.withArray("why")::add);
    }
    return line;
  }

  private ObjectNode failed(Act act, Problem problem) {
    return entry("failed", act)
        .put("code", problem.code().name())
        .put("cause", problem.cause())
        .put("remedy", problem.remedy());
  }

  private ObjectNode entry(String event) {
    return JSON.createObjectNode()
        .put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString())
        .put("event", event);
  }

  private ObjectNode entry(String event, Act act) {
    return entry(event)
        .put("host", act.host().value())
        .put("act", act.title())
        .put("room", act.room().word());
  }

  private synchronized void write(ObjectNode line) {
    try {
      file.write((JSON.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
      file.getFD().sync();
    } catch (IOException failure) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.JOURNAL,
              "write the journal",
              path + " cannot be written: " + failure.getMessage(),
              "nothing is done that is not written down first: make room on your machine, or make"
                  + " the folder writable, then run it again"),
          failure);
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
