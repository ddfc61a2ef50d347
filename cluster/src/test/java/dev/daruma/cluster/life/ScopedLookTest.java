package dev.daruma.cluster.life;

import static dev.daruma.cluster.life.SmallSite.State.AWAY;
import static dev.daruma.cluster.life.SmallSite.State.BARE;
import static dev.daruma.cluster.life.SmallSite.State.LIVING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ScopedLookTest {
  private static final HostName ONE = new HostName("one");
  private static final HostName TWO = new HostName("two");
  private static final HostName NODE = new HostName("node");

  @TempDir private Path folder;

  private static HostFacts answer(Facts facts, Host host) {
    if (facts.unread().containsKey(host.name())) {
      throw new ProblemException(Objects.requireNonNull(facts.unread().get(host.name())));
    }
    return Objects.requireNonNull(facts.hosts().get(host.name()));
  }

  @Test
  void aHostThatIsAwayIsNotWaitedForOnceAnotherKnowsTheCluster() throws Exception {
    SmallSite small = SmallSite.in(folder);
    Facts all = small.facts(LIVING, LIVING, BARE);
    CountDownLatch givenUp = new CountDownLatch(1);
    Function<Host, HostFacts> look =
        host -> {
          if (host.name().equals(TWO)) {
            awaitInterruption(givenUp);
          }
          return answer(all, host);
        };
    Facts facts = new ScopedLook(small.site(), List.of(small.site().host(NODE)), look).facts();
    assertThat(facts.hosts()).containsOnlyKeys(ONE, NODE);
    assertThat(facts.unread()).isEmpty();
    assertThat(givenUp.await(30, TimeUnit.SECONDS)).as("the silent one is given up").isTrue();
  }

  private static void awaitInterruption(CountDownLatch interrupted) {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      interrupted.countDown();
    }
  }

  @Test
  void whileNobodyKnowsOfAClusterEveryControlPlaneIsAsked() throws IOException {
    SmallSite small = SmallSite.in(folder);
    Facts all = small.facts(BARE, AWAY, BARE);
    Facts facts =
        new ScopedLook(small.site(), List.of(small.site().host(NODE)), host -> answer(all, host))
            .facts();
    assertThat(facts.hosts()).containsOnlyKeys(ONE, NODE);
    assertThat(facts.unread()).containsOnlyKeys(TWO);
  }

  @Test
  void workersOutsideOfTheLimitAreNotAsked() throws IOException {
    SmallSite small = SmallSite.in(folder);
    Facts all = small.facts(LIVING, LIVING, AWAY);
    Facts facts =
        new ScopedLook(small.site(), List.of(small.site().host(ONE)), host -> answer(all, host))
            .facts();
    assertThat(facts.unread()).isEmpty();
    assertThat(facts.hosts()).containsKey(ONE).doesNotContainKey(NODE);
  }
}
