package dev.daruma.engine.savedplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.savedplan.SavedAct.SavedChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class SavedPlanTest {
  private static final SavedChange BIRD =
      new SavedChange("file /etc/bird/bird.conf", "content", List.of("-# edited", " log all;"));
  private static final SavedChange RESTART =
      new SavedChange("unit bird.service", "restart because of /etc/bird/bird.conf", List.of());
  private static final SavedAct CONNECT =
      new SavedAct(
          "two",
          "network",
          "connect pods",
          2,
          List.of(BIRD, RESTART),
          List.of(),
          List.of("two has joined"),
          List.of("two's pods are connected"),
          List.of("bird.service restarts"));
  private static final SavedAct JOIN =
      new SavedAct(
          "node",
          "worker",
          "join worker",
          1,
          List.of(),
          List.of("the host is no node yet", "kubeadm join"),
          List.of("node is prepared", "the API answers"),
          List.of("node has joined"),
          List.of());
  private static final SavedAct VERIFY =
      new SavedAct(
          "one",
          "verify",
          "verify cluster",
          0,
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());
  private static final SavedPlan PLAN = plan(CONNECT, JOIN, VERIFY);

  private static SavedPlan plan(SavedAct... acts) {
    return new SavedPlan(
        "0.1.0", "neko", "a".repeat(64), "b".repeat(64), List.of("two", "worker"), List.of(acts));
  }

  private static SavedAct connecting(SavedChange... changes) {
    return new SavedAct(
        CONNECT.host(),
        CONNECT.room(),
        CONNECT.title(),
        changes.length,
        List.of(changes),
        List.of(),
        CONNECT.needs(),
        CONNECT.gives(),
        CONNECT.effects());
  }

  private static String json(SavedPlan plan) {
    return JsonMapper.shared()
            .writerWithDefaultPrettyPrinter()
            .writeValueAsString(SavedPlanJson.write(plan))
        + "\n";
  }

  @Test
  void theShapeOfFormat1() throws IOException {
    Path golden = Path.of("src/test/resources/golden/plan-format-1.json");
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(golden, json(PLAN));
    }
    assertThat(json(PLAN)).isEqualTo(Files.readString(golden));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    assertThat(SavedPlanJson.read(json(PLAN), "plan.json")).isEqualTo(PLAN);
  }

  static Stream<Arguments> whatIsNoWholePlanOfThisFormatIsRefused() {
    UnaryOperator<String> half = text -> text.substring(0, text.length() / 2);
    UnaryOperator<String> foreign = text -> "{\"kind\": \"something else\"}";
    UnaryOperator<String> list = text -> "[]";
    UnaryOperator<String> later = text -> text.replace("\"format\" : 1", "\"format\" : 2");
    UnaryOperator<String> noSite = text -> text.replace("\"site\" : \"neko\",", "");
    UnaryOperator<String> noActs = text -> text.replace("\"acts\" : [", "\"actors\" : [");
    UnaryOperator<String> noTitle = text -> text.replace("\"title\" : \"join worker\",", "");
    UnaryOperator<String> oddNeed = text -> text.replace("\"node is prepared\"", "7");
    return Stream.of(
        arguments("cut in half", half, "it is not whole, or no JSON: "),
        arguments("empty", (UnaryOperator<String>) text -> "", "it is no plan of daruma's"),
        arguments("foreign", foreign, "it is no plan of daruma's"),
        arguments("no object", list, "it is no plan of daruma's"),
        arguments("another format", later, "it is of format 2; this daruma reads format 1"),
        arguments("no site", noSite, "it is not whole: there is no site"),
        arguments("no acts", noActs, "it is not whole: there is no list of acts"),
        arguments("an act without title", noTitle, "it is not whole: there is no title"),
        arguments("a need that is no text", oddNeed, "it is not whole: there is no text in needs"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatIsNoWholePlanOfThisFormatIsRefused(
      String name, UnaryOperator<String> damage, String cause) {
    assertThatThrownBy(() -> SavedPlanJson.read(damage.apply(json(PLAN)), "plan.json"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().code()).isEqualTo(Problem.Code.USAGE);
              assertThat(refused.problem().text())
                  .contains("read the plan plan.json")
                  .contains(cause)
                  .contains("daruma plan --out plan.json");
            });
  }

  static Stream<Arguments> differencesAreToldLineByLine() {
    SavedChange otherDiff =
        new SavedChange("file /etc/bird/bird.conf", "content", List.of("-# edited again"));
    return Stream.of(
        arguments("none", PLAN, List.of()),
        arguments("what only looks is not compared", plan(CONNECT, JOIN), List.of()),
        arguments(
            "an act has gone",
            plan(CONNECT, VERIFY),
            List.of("- node: join worker", "-   the host is no node yet", "-   kubeadm join")),
        arguments(
            "an act has come",
            plan(
                CONNECT,
                JOIN,
                new SavedAct(
                    "one",
                    "os",
                    "prepare host",
                    1,
                    List.of(new SavedChange("swap", "turn off /swap", List.of())),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of())),
            List.of("+ one: prepare host", "+   swap: turn off /swap")),
        arguments(
            "a change has gone",
            plan(connecting(BIRD), JOIN),
            List.of(
                "~ two: connect pods",
                "-   unit bird.service: restart because of /etc/bird/bird.conf")),
        arguments(
            "a change is different",
            plan(connecting(otherDiff, RESTART), JOIN),
            List.of(
                "~ two: connect pods",
                "-   file /etc/bird/bird.conf: content",
                "-     -# edited",
                "-      log all;",
                "+   file /etc/bird/bird.conf: content",
                "+     -# edited again")),
        arguments(
            "the same in another order",
            plan(connecting(RESTART, BIRD), JOIN),
            List.of("~ two: connect pods, in another order")),
        arguments(
            "made from something else, with other limits, by another daruma",
            new SavedPlan("0.2.0", "neko", "c".repeat(64), "d".repeat(64), List.of(), PLAN.acts()),
            List.of(
                "~ daruma: 0.2.0 instead of 0.1.0",
                "~ site file, SHA-256: " + "c".repeat(64) + " instead of " + "a".repeat(64),
                "~ bundle, SHA-256: " + "d".repeat(64) + " instead of " + "b".repeat(64),
                "~ only:  instead of two worker")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void differencesAreToldLineByLine(String name, SavedPlan now, List<String> lines) {
    assertThat(PlanDifference.between(PLAN, now)).isEqualTo(lines);
  }
}
