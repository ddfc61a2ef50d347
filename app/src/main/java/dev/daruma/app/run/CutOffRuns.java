package dev.daruma.app.run;

import dev.daruma.app.show.RunText;
import dev.daruma.engine.journal.PastRun;
import dev.daruma.engine.journal.PastRuns;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs that were cut off and that no apply has mended since. */
public final class CutOffRuns {
  /** Others change nothing that an apply would have to mend. */
  private static final Set<String> CHANGING = Set.of("apply", "reset");

  private CutOffRuns() {}

  /** Names them to the operator, before the next run begins. */
  public static void tell(Visit visit) {
    RunText text = new RunText(visit.workplace().clock());
    of(new PastRuns(visit.folder().runs()).all())
        .forEach(run -> visit.workplace().err().println(text.cutOff(run)));
    visit.workplace().err().flush();
  }

  /**
   * Those since the last whole apply that has succeeded, earliest first.
   *
   * @param runs earliest first
   */
  static List<PastRun> of(List<PastRun> runs) {
    List<PastRun> cutOff = new ArrayList<>();
    for (PastRun run : runs) {
      if (run.command().equals("apply") && run.only().isEmpty() && run.succeeded()) {
        cutOff.clear();
      } else if (run.wasCutOff() && CHANGING.contains(run.command())) {
        cutOff.add(run);
      }
    }
    return cutOff;
  }
}
