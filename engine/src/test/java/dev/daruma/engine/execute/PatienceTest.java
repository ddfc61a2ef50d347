package dev.daruma.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Passing;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Attempts that fail so and so often, on a clock that only the pauses move. */
class PatienceTest {
  private final TestClock clock = new TestClock();
  private final List<String> told = new ArrayList<>();
  private int attempts;

  private final Patience patience =
      new Patience(
          clock,
          clock::pass,
          (problem, passing, left) ->
              told.add(problem.cause() + "; " + passing.reason() + "; " + left.toSeconds() + " s"));

  private static Problem problem(Code code) {
    return Problem.of(code, new HostName("one"), "connect", "one refuses", "do this");
  }

  private String insist(int failures, Problem problem) {
    return patience.insist(
        () -> {
          attempts++;
          if (attempts <= failures) {
            throw new ProblemException(problem);
          }
          return "there";
        });
  }

  @Test
  void whatPassesIsTriedUntilItHasPassedAndSaidOnce() {
    Problem refused = problem(Code.UNREACHABLE).mayPass(Passing.HOST_STARTS);
    assertThat(insist(5, refused)).isEqualTo("there");
    assertThat(attempts).isEqualTo(6);
    assertThat(told).containsExactly("one refuses; the host may be starting; 60 s");
  }

  @Test
  void aLongWaitIsSaidAgainAndAgain() {
    Problem locked = problem(Code.PACKAGE_FAILED).mayPass(Passing.PACKAGES_LOCKED);
    assertThat(insist(10, locked)).isEqualTo("there");
    assertThat(told)
        .containsExactly(
            "one refuses; another package manager is at work; 900 s",
            "one refuses; another package manager is at work; 880 s",
            "one refuses; another package manager is at work; 860 s");
  }

  @ParameterizedTest
  @EnumSource(Passing.class)
  void patienceEnds(Passing passing) {
    Problem problem = problem(Code.UNREACHABLE).mayPass(passing);
    assertThatThrownBy(() -> insist(Integer.MAX_VALUE, problem))
        .isInstanceOfSatisfying(
            ProblemException.class,
            failed -> {
              assertThat(failed.problem().code()).isEqualTo(Code.UNREACHABLE);
              assertThat(failed.problem().cause())
                  .isEqualTo(
                      "one refuses\ntried again and again for %d s"
                          .formatted(passing.limit().toSeconds()));
            });
    assertThat(attempts).isEqualTo(1 + passing.limit().dividedBy(passing.pause()));
  }

  static Stream<Arguments> everyOtherFaultIsFinalAtOnce() {
    return Arrays.stream(Code.values()).map(code -> arguments(problem(code)));
  }

  @ParameterizedTest
  @MethodSource
  void everyOtherFaultIsFinalAtOnce(Problem problem) {
    assertThatThrownBy(() -> insist(1, problem))
        .isInstanceOfSatisfying(
            ProblemException.class, failed -> assertThat(failed.problem()).isEqualTo(problem));
    assertThat(attempts).isEqualTo(1);
    assertThat(told).isEmpty();
    assertThat(problem.passing()).isEqualTo(Optional.empty());
  }

  @Test
  void patientShellsSayWhomTheyWaitFor() {
    Problem refused = problem(Code.UNREACHABLE).mayPass(Passing.HOST_STARTS);
    List<String> lines = new ArrayList<>();
    OneAfterRefusals shells = new OneAfterRefusals(refused);
    assertThat(new PatientShells(shells, clock, lines::add).on(new HostName("one")).host())
        .isEqualTo(new HostName("here"));
    assertThat(lines)
        .containsExactly("one: one refuses; the host may be starting, trying again for 60 s");
  }
}
