package dev.daruma.app.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.life.Disruption;
import dev.daruma.cluster.life.Disruptions;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.Estimate;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.LeftOut;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Plan;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.ScopedPlan;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.resource.Change;
import dev.daruma.engine.savedplan.SavedPlan;
import dev.daruma.engine.shell.Fragment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A whole plan as people and programs read it; {@code -Dgolden=write} writes the files anew. */
class PlanTextTest {
  private static final HostName ONE = new HostName("one");
  private static final HostName NODE = new HostName("node");

  private record Named(String title) implements Milestone {}

  private record Part(String word) implements Room {}

  private record Small(
      HostName host, Room room, String title, Set<Milestone> needs, Set<Milestone> gives)
      implements Step {
    @Override
    public List<String> explanation() {
      return List.of("the host is no node yet");
    }

    @Override
    public void run(Work work) {
      throw new AssertionError("only shown");
    }
  }

  private static final Act CHANGE =
      new HostChange(
          ONE,
          new Part("runtime"),
          "run containers",
          List.of(
              new Change(
                  "file /etc/containerd/config.toml",
                  "content",
                  List.of("--- /etc/a", "+++ /etc/a", "-old", "+new"),
                  Fragment.script(":")),
              new Change(
                  "file /etc/key", "new", List.of("(secret, 9 characters)"), Fragment.script(":")),
              new Change(
                  "packages", "1 to do", List.of("~ containerd 1.4 -> 1.6"), Fragment.script(":")),
              new Change(
                  "unit containerd.service",
                  "restart because of /etc/containerd/config.toml",
                  List.of(),
                  List.of("containerd.service"),
                  Fragment.script(":"))),
          Set.of(new Named("one has its packages")),
          Set.of(new Named("one runs containers"), new Named("the API answers")));
  private static final Act JOIN =
      new Small(
          NODE,
          new Part("worker"),
          "join worker",
          Set.of(new Named("the API answers"), new Named("node is prepared")),
          Set.of(new Named("node has joined")));
  private static final Act LEFT_OUT =
      new Small(NODE, new Part("network"), "connect pods", Set.of(new Named("sunshine")), Set.of());

  private static ShownPlan shown() {
    Plan plan =
        new Plan(
            Set.of(new Named("one has its packages"), new Named("node is prepared")),
            List.of(CHANGE, JOIN));
    return new ShownPlan(
        new ScopedPlan(
            plan, List.of(new LeftOut(LEFT_OUT, new Named("sunshine"), Optional.empty()))),
        Estimate.of(plan, act -> Duration.ofMillis(act.title().length() * 1000L + 500)),
        new Disruptions(
            List.of(
                new Disruption(
                    Duration.ZERO,
                    "containerd.service restarts on one",
                    "containers go on; none starts there until it is back")),
            new Disruptions.Members(1, 1),
            false,
            false),
        List.of("one", "node"),
        true);
  }

  private static void assertGolden(String name, String text) throws IOException {
    Path file = Path.of("src/test/resources/golden").resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }

  @Test
  void asAPersonReadsIt() throws IOException {
    assertGolden(
        "plan.txt", String.join("\n", new PlanText(new Paint(false)).lines(shown())) + "\n");
  }

  @Test
  void asAProgramReadsIt() throws IOException {
    SavedPlan saved =
        new SavedPlan(
            "0.1.0",
            "small",
            "a".repeat(64),
            "b".repeat(64),
            List.of("one", "node"),
            SavedPlan.acts(shown().plan()));
    assertGolden("plan.json", PlanJson.print(PlanJson.of(saved, shown())) + "\n");
  }

  @Test
  void aPlanOfNothingIsOneLine() {
    ShownPlan nothing =
        new ShownPlan(
            ScopedPlan.whole(new Plan(Set.of(), List.of())),
            new Estimate(List.of(), List.of()),
            new Disruptions(List.of(), new Disruptions.Members(3, 3), false, false),
            List.of(),
            false);
    assertThat(new PlanText(new Paint(false)).lines(nothing)).containsExactly("0 changes");
  }
}
