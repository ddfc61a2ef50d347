package dev.daruma.cluster.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.drill.LeaderLog.Leadership;
import dev.daruma.engine.host.HostName;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaderLogTest {
  private static final HostName ONE = new HostName("one");
  private static final HostName TWO = new HostName("two");

  private static String line(String time, int member, int leader, int term) {
    return """
        %s {"header":{"cluster_id":"1","member_id":"%d","revision":"9","raft_term":"%d"},"version":"3.4.23","leader":"%d"}
        """
        .formatted(time, member, term, leader);
  }

  @Test
  void anElectionIsATermWithoutALeaderAndThenOneWithAnother() {
    String one = line("100.000000", 11, 11, 4) + "101.000000 curl: (7) failed\n";
    String two =
        line("100.050000", 22, 11, 4)
            + line("101.900000", 22, 0, 5) // a candidate
            + line("102.100000", 22, 22, 5)
            + line("102.200000", 22, 22, 5);
    assertThat(LeaderLog.leaders(Map.of(ONE, one, TWO, two)))
        .containsExactly(
            new Leadership(Instant.ofEpochMilli(100_000), Optional.of(ONE), 4),
            new Leadership(Instant.ofEpochMilli(101_900), Optional.empty(), 5),
            new Leadership(Instant.ofEpochMilli(102_100), Optional.of(TWO), 5));
  }

  @Test
  void aMemberThatHasNotHeardOfTheNewTermIsNotBelieved() {
    String one = line("100.000000", 11, 11, 4) + line("102.150000", 11, 11, 4);
    String two = line("102.100000", 22, 22, 5);
    assertThat(LeaderLog.leaders(Map.of(ONE, one, TWO, two)))
        .extracting(Leadership::term)
        .containsExactly(4L, 5L);
  }

  @Test
  void halfALineIsNoLine() {
    assertThat(LeaderLog.leaders(Map.of(ONE, "100.000000 {\"header\":{\"mem"))).isEmpty();
    assertThat(LeaderLog.leaders(Map.of(ONE, "100.0"))).isEmpty();
  }

  @Test
  void looksFromInsideAreReadByTheirBeginning() {
    String text =
        """
        100.500000 200 0.002000
        100.700000 000 0.100500
        100.720000 200 0.0
        100.7
        """;
    assertThat(PodLog.looks(text))
        .containsExactly(
            new Look(Instant.ofEpochMilli(100_498), true),
            new Look(Instant.ofEpochSecond(100, 599_500_000), false),
            new Look(Instant.ofEpochMilli(100_720), true));
  }
}
