package dev.daruma.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class WatchingTest {
  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void itGoesOnUntilItIsEnough() throws InterruptedException {
    AtomicInteger looks = new AtomicInteger();
    List<Integer> shown = new ArrayList<>();
    List<Watching<Integer>> watching = new ArrayList<>();
    watching.add(
        new Watching<>(
            SHORT,
            looks::incrementAndGet,
            seen -> {
              shown.add(seen);
              if (seen == 3) {
                watching.getFirst().enough();
              }
            }));
    assertThat(watching.getFirst().watch()).contains(3);
    assertThat(shown).containsExactly(1, 2, 3);
  }

  @Test
  void aLookThatHangsIsGivenUp() throws InterruptedException {
    CountDownLatch looking = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Watching<Integer> watching =
        new Watching<>(
            SHORT,
            () -> {
              looking.countDown();
              try {
                never.await();
              } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
              }
              return 1;
            },
            seen -> {
              throw new AssertionError("shown when it was enough");
            });
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                looking.await();
              } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
              }
              watching.enough();
            });
    assertThat(watching.watch()).isEmpty();
  }

  @Test
  void whatBreaksIsTold() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                new Watching<Integer>(
                        SHORT,
                        () -> {
                          throw new IllegalStateException("broken");
                        },
                        seen -> {})
                    .watch())
        .withMessage("broken");
  }
}
