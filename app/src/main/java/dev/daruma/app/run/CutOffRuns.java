package dev.daruma.app.run;

import dev.daruma.app.show.RunText;
import dev.daruma.engine.journal.PastRun;
import dev.daruma.engine.journal.PastRuns;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Runs that were cut off and that no apply has mended since. */
public final class CutOffRuns {
  /** Others change nothing that an apply would have to mend. */
  private static final Set<String> CHANGING = Set.of("apply", "reset");

  private static final int NAMED = 3;

  private CutOffRuns() {}

  /** Names them to the operator, before the next run begins. */
  public static void tell(Visit visit) {
    RunText text = new RunText(visit.workplace().localClock());
    lines(of(new PastRuns(visit.folder().runs()).backwards()), text)
        .forEach(visit.workplace().err()::println);
    visit.workplace().err().flush();
  }

  /** The latest are named, earlier ones counted. */
  static List<String> lines(List<PastRun> runs, RunText text) {
    int counted = Math.max(0, runs.size() - NAMED);
    Stream<String> count =
        counted == 0
            ? Stream.empty()
            : Stream.of(counted + " more before were cut off, too; daruma history lists them");
    return Stream.concat(count, runs.stream().skip(counted).map(text::cutOff)).toList();
  }

  /**
   * Those since the last whole apply that has succeeded, earliest first.
   *
   * @param runs latest first
   */
  static List<PastRun> of(Stream<PastRun> runs) {
    return runs.takeWhile(run -> !mendsAll(run))
        .filter(run -> run.wasCutOff() && CHANGING.contains(run.command()))
        .toList()
        .reversed();
  }

  private static boolean mendsAll(PastRun run) {
    return run.command().equals("apply") && run.only().isEmpty() && run.succeeded();
  }
}
