package dev.daruma.app.show.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.plan.Act;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
  private final List<Act> acts = new Script().plan().acts();
  private final CriticalPath path = new CriticalPath(act -> Duration.ofSeconds(10));

  @Test
  void whatMustWaitForEachOtherAddsUp() {
    // initialise cluster, join control plane, verify cluster; everything else runs beside them.
    assertThat(path.remaining(acts, new IdentityHashMap<>())).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void whatRunsIsPartlyBehind() {
    IdentityHashMap<Act, Duration> running = new IdentityHashMap<>();
    running.put(acts.getFirst(), Duration.ofSeconds(4));
    assertThat(path.remaining(acts, running)).isEqualTo(Duration.ofSeconds(26));
  }

  @Test
  void whatTakesTooLongIsExpectedSoon() {
    IdentityHashMap<Act, Duration> running = new IdentityHashMap<>();
    running.put(acts.getFirst(), Duration.ofMinutes(4));
    assertThat(path.remaining(acts, running)).isEqualTo(Duration.ofSeconds(21));
  }

  @Test
  void nothingLeftTakesNoTime() {
    assertThat(path.remaining(List.of(), new IdentityHashMap<>())).isZero();
  }
}
