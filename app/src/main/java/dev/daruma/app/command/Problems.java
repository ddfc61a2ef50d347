package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.show.PlanJson;
import dev.daruma.engine.problem.Problem;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Prints what stands in the way: all of it. */
final class Problems {
  private Problems() {}

  static int print(List<Problem> problems, String site, OutputOption output, Workplace workplace) {
    if (output.isJson()) {
      ObjectNode json = PlanJson.object().put("site", site);
      json.set("problems", PlanJson.of(problems));
      workplace.out().println(PlanJson.print(json));
    }
    problems.forEach(problem -> workplace.err().println(problem.text()));
    if (problems.size() > 1) {
      workplace.err().println(problems.size() + " problems");
    }
    return problems.stream()
        .mapToInt(problem -> ExitCode.of(problem.code()))
        .max()
        .orElse(ExitCode.DONE);
  }
}
