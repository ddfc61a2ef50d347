package dev.daruma.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.node.PodsOnNode.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EvictionTurnsTest {
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

  private static final Pod DNS1 = pod("dns-1", "dns");
  private static final Pod DNS2 = pod("dns-2", "dns");
  private static final Pod WEB1 = pod("web-1", "web");
  private static final Pod WEB2 = pod("web-2", "web");

  private static Pod pod(String name, String owner) {
    return new Pod("default", name, Optional.of(owner), Optional.empty());
  }

  private static Pod leaving(Pod pod, int seconds) {
    return new Pod(pod.namespace(), pod.name(), pod.owner(), Optional.of(NOW.plusSeconds(seconds)));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "4, 1", "5, 2", "8, 2", "110, 28"})
  void aQuarterLeavesAtATime(int pods, int atOnce) {
    assertThat(EvictionTurns.of(pods).atOnce()).isEqualTo(atOnce);
  }

  @Test
  void whoIsOnTheWayKeepsTheNextFromBeingAsked() {
    EvictionTurns turns = new EvictionTurns(1);
    assertThat(turns.next(List.of(DNS1, DNS2, WEB1), Set.of(), NOW)).containsExactly(DNS1);
    assertThat(turns.next(List.of(leaving(DNS1, 30), DNS2, WEB1), Set.of(), NOW)).isEmpty();
    assertThat(turns.next(List.of(DNS2, WEB1), Set.of(), NOW)).containsExactly(DNS2);
  }

  @Test
  void ofOneOwnersPodsTheFewestLeaveTogether() {
    assertThat(new EvictionTurns(2).next(List.of(DNS1, DNS2, WEB1, WEB2), Set.of(), NOW))
        .containsExactly(DNS1, WEB1);
    assertThat(new EvictionTurns(2).next(List.of(leaving(DNS1, 30), DNS2, WEB1), Set.of(), NOW))
        .containsExactly(WEB1);
    assertThat(new EvictionTurns(3).next(List.of(DNS1, DNS2, WEB1), Set.of(), NOW))
        .containsExactly(DNS1, WEB1, DNS2);
  }

  @Test
  void whoDoesNotEndHoldsUpNobody() {
    EvictionTurns turns = new EvictionTurns(1);
    assertThat(turns.next(List.of(leaving(DNS1, -4), WEB1), Set.of(), NOW)).isEmpty();
    assertThat(turns.next(List.of(leaving(DNS1, -5), WEB1), Set.of(), NOW)).containsExactly(WEB1);
  }

  @Test
  void whoseBudgetIsAgainstItIsAskedAgainAndHoldsUpNobody() {
    EvictionTurns turns = new EvictionTurns(1);
    assertThat(turns.next(List.of(DNS1, DNS2, WEB1), Set.of(DNS1), NOW))
        .containsExactly(DNS1, DNS2);
    assertThat(turns.next(List.of(DNS1, leaving(DNS2, 30)), Set.of(DNS1), NOW))
        .containsExactly(DNS1);
  }
}
