package dev.daruma.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An act takes as many seconds as its title's last word says. */
class EstimateTest {
  static Stream<Arguments> followsTheRulesOfTheExecutor() {
    return Stream.of(
        arguments("nothing", List.of(), List.of(), List.of()),
        arguments(
            "independent acts run at once, the longest counts",
            List.of("one/os: a 3", "two/os: b 5"),
            List.of("a 3 0-3", "b 5 0-5"),
            List.of("b 5")),
        arguments(
            "what needs another waits for it and no longer",
            List.of("one/os: a 3; gives a", "one/os: b 2; needs a", "two/os: c 4"),
            List.of("a 3 0-3", "c 4 0-4", "b 2 3-5"),
            List.of("a 3", "b 2")),
        arguments(
            "the last of several needs counts",
            List.of("one/os: a 3; gives a", "two/os: b 7; gives b", "one/os: c 1; needs a, b"),
            List.of("a 3 0-3", "b 7 0-7", "c 1 7-8"),
            List.of("b 7", "c 1")),
        arguments(
            "what is exclusive takes turns, in the plan's order",
            List.of("one/os: a 3; alone x", "two/os: b 3; alone x", "three/os: c 3; alone y"),
            List.of("a 3 0-3", "c 3 0-3", "b 3 3-6"),
            List.of("a 3", "b 3")),
        arguments(
            "what holds already is not waited for",
            List.of("one/os: a 3; needs held"),
            List.of("a 3 0-3"),
            List.of("a 3")),
        arguments(
            "acts that take no time still have an order",
            List.of("one/os: a 0; gives a", "one/os: b 0; needs a"),
            List.of("a 0 0-0", "b 0 0-0"),
            List.of("a 0")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void followsTheRulesOfTheExecutor(
      String name, List<String> acts, List<String> schedule, List<String> critical) {
    Plan plan =
        Plan.of(Set.of(new TestStep.Named("held")), acts.stream().<Act>map(TestStep::of).toList());
    Estimate estimate = Estimate.of(plan, EstimateTest::seconds);
    assertThat(
            estimate.schedule().stream()
                .map(
                    span ->
                        "%s %d-%d"
                            .formatted(
                                span.act().title(),
                                span.begin().toSeconds(),
                                span.end().toSeconds())))
        .isEqualTo(schedule);
    assertThat(estimate.critical().stream().map(span -> span.act().title())).isEqualTo(critical);
  }

  private static Duration seconds(Act act) {
    return Duration.ofSeconds(
        Long.parseLong(act.title().substring(act.title().lastIndexOf(' ') + 1)));
  }
}
