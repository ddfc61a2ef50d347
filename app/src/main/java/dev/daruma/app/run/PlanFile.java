package dev.daruma.app.run;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.savedplan.PlanDifference;
import dev.daruma.engine.savedplan.SavedPlan;
import dev.daruma.engine.savedplan.SavedPlanJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** A plan kept in a file, until it is carried out or the hosts have moved on. */
public record PlanFile(Path path) {

  /** Writes it by rename, readable by its owner only: diffs show what lies on hosts. */
  public void write(SavedPlan plan) {
    try {
      SiteFolder.write(
          path,
          JsonMapper.shared()
                  .writerWithDefaultPrettyPrinter()
                  .writeValueAsString(SavedPlanJson.write(plan))
              + "\n");
    } catch (UncheckedIOException failure) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.USAGE,
              "save the plan",
              path + " cannot be written: " + failure.getCause(),
              "name a file in a folder that is there and writable"),
          failure);
    }
  }

  /**
   * Reads a plan for this site.
   *
   * @throws ProblemException USAGE for what is no plan or cannot be read, REFUSED for a plan of
   *     another site
   */
  public SavedPlan read(String site) {
    SavedPlan plan = SavedPlanJson.read(text(), path.toString());
    if (!plan.site().equals(site)) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.REFUSED,
              "carry out the plan " + path,
              "it is a plan for site " + plan.site() + ", the site file is that of " + site,
              "name the site file it was made from (-f), or save a plan of this one"));
    }
    return plan;
  }

  private String text() {
    try {
      return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.USAGE,
              "read the plan " + path,
              Files.exists(path) ? String.valueOf(failure) : "there is no such file",
              "name a file that was written by daruma plan --out"),
          failure);
    }
  }

  /** Why a saved plan is not carried out; empty when doing it now is doing the same. */
  public static Optional<Problem> refusal(SavedPlan saved, SavedPlan now) {
    List<String> lines = PlanDifference.between(saved, now);
    return lines.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                Problem.Code.REFUSED,
                "carry out the saved plan",
                "what would be done now is not what was planned (+ has come, - has gone, ~ is"
                    + " different):\n"
                    + String.join("\n", lines),
                "nothing was changed; look at the plan as it is now (daruma plan), and save it"
                    + " anew if it is right"));
  }
}
