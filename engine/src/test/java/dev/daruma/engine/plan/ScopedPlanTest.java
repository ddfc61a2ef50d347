package dev.daruma.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScopedPlanTest {
  private static final List<String> SITE =
      List.of(
          "one/os: prepare; gives one prepared",
          "one/controlplane: birth; needs one prepared; gives API",
          "two/os: prepare; gives two prepared",
          "two/worker: join; needs two prepared, API; gives two joined",
          "two/network: connect; needs two joined; gives two connected");

  static Stream<Arguments> whatNeedsSomethingFromOutsideIsLeftOut() {
    return Stream.of(
        arguments("all of it", "one two", SITE.size(), List.of()),
        arguments("a host that stands by itself", "one", 2, List.of()),
        arguments(
            "a host that needs another, and what needs that in turn",
            "two",
            1,
            List.of("join needs API of birth on one", "connect needs two joined of join on two")),
        arguments("a room that stands by itself", "os", 2, List.of()),
        arguments(
            "a room whose needs lie in others",
            "worker",
            0,
            List.of("join needs API of birth on one")),
        arguments("nothing there", "verify", 0, List.of()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatNeedsSomethingFromOutsideIsLeftOut(
      String name, String within, int acts, List<String> leftOut) {
    List<String> words = List.of(within.split(" "));
    ScopedPlan scoped =
        ScopedPlan.of(
            Set.of(),
            SITE.stream().<Act>map(TestStep::of).toList(),
            act -> words.contains(act.host().value()) || words.contains(act.room().word()));
    assertThat(scoped.plan().acts()).hasSize(acts);
    assertThat(
            scoped.leftOut().stream()
                .map(
                    each ->
                        each.act().title()
                            + " needs "
                            + each.missing().title()
                            + each.giver()
                                .map(giver -> " of " + giver.title() + " on " + giver.host())
                                .orElse("")))
        .isEqualTo(leftOut);
  }

  static Stream<Arguments> whatHoldsAlreadyIsNotMissed() {
    return Stream.of(
        arguments("the API answers", Set.of("API"), 3), arguments("nothing is known", Set.of(), 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatHoldsAlreadyIsNotMissed(String name, Set<String> facts, int acts) {
    ScopedPlan scoped =
        ScopedPlan.of(
            Set.copyOf(facts.stream().<Milestone>map(TestStep.Named::new).toList()),
            SITE.stream().skip(2).<Act>map(TestStep::of).toList(),
            act -> act.host().value().equals("two"));
    assertThat(scoped.plan().acts()).hasSize(acts);
    // Nobody known would give it: that is said too, by an empty giver.
    assertThat(scoped.leftOut().stream().filter(each -> each.act().title().equals("join")))
        .allSatisfy(each -> assertThat(each.giver()).isEmpty());
  }
}
