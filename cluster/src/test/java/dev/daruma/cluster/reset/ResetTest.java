package dev.daruma.cluster.reset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.facts.HostFacts;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ResetTest {
  /** What a host answers about kubeadm, and whether its API server is ready. */
  record Answers(String kubeadm, boolean api) {}

  private static final Answers BARE = new Answers("", false);
  private static final Answers LIVING = new Answers("done\nstarted\nnode\n", true);
  private static final Answers SILENT = new Answers("done\nstarted\nnode\n", false);
  private static final Answers INTERRUPTED = new Answers("started\n", false);
  private static final Answers FOREIGN = new Answers("node\n", false);
  private static final Answers GONE = new Answers("gone", false);

  @TempDir private Path folder;

  static Stream<Arguments> refusesWhatWouldLoseSomething() {
    return Stream.of(
        arguments("a living cluster", List.of(LIVING, LIVING), false, "still answers"),
        arguments("one that is agreed to go", List.of(LIVING, LIVING), true, ""),
        arguments("one answer is enough", List.of(SILENT, LIVING), false, "still answers"),
        arguments("data without an API", List.of(SILENT, SILENT), false, "still hold its data"),
        arguments("bare hosts", List.of(BARE, BARE), false, ""),
        arguments("a birth cut off", List.of(INTERRUPTED, BARE), false, ""),
        arguments("nobody knows", List.of(BARE, GONE), false, "nothing is known of [two]"),
        arguments("agreed, though unknown", List.of(BARE, GONE), true, ""),
        arguments("somebody else's", List.of(BARE, FOREIGN), true, "daruma did not build"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesWhatWouldLoseSomething(String name, List<Answers> hosts, boolean agreed, String cause)
      throws IOException {
    Site site = site();
    List<Problem> refusals = Reset.refusals(site, facts(site, hosts), agreed);
    if (cause.isEmpty()) {
      assertThat(refusals).isEmpty();
    } else {
      assertThat(refusals)
          .singleElement()
          .satisfies(each -> assertThat(each.cause()).contains(cause));
      assertThat(refusals).extracting(Problem::code).containsOnly(Problem.Code.REFUSED);
    }
  }

  @Test
  void everyHostThatAnswersIsResetAtOnce() throws IOException {
    Site site = site();
    assertThat(Reset.plan(site, facts(site, List.of(LIVING, LIVING))).acts())
        .allSatisfy(act -> assertThat(act.needs()).isEmpty())
        .extracting(Act::host)
        .containsExactly(new HostName("one"), new HostName("two"));
    assertThat(Reset.plan(site, facts(site, List.of(GONE, LIVING))).acts()).hasSize(1);
  }

  private Site site() throws IOException {
    Path file = folder.resolve("site.yaml");
    Files.writeString(
        file,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        ssh: {user: ubuntu}
        hosts:
          one: {address: 192.0.2.11, roles: [control-plane]}
          two: {address: 192.0.2.12, roles: [control-plane, worker]}
        kubernetes: {version: 1.20.2, endpoint: 192.0.2.10}
        """);
    return SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }

  private static Facts facts(Site site, List<Answers> answers) {
    SortedMap<HostName, HostFacts> read = new TreeMap<>();
    SortedMap<HostName, Problem> unread = new TreeMap<>();
    for (int at = 0; at < answers.size(); at++) {
      Host host = site.hosts().get(at);
      Answers of = answers.get(at);
      if (of.equals(GONE)) {
        unread.put(
            host.name(),
            Problem.of(Problem.Code.UNREACHABLE, host.name(), "connect", "silence", "wait"));
        continue;
      }
      Map<Probe<?>, Output> outputs = new HashMap<>();
      for (Probe<?> probe : Reset.probes(site, host)) {
        outputs.put(
            probe,
            probe.name().equals("kubeadm")
                ? new Output(0, of.kubeadm(), "")
                : new Output(of.api() ? 0 : 4, "", ""));
      }
      read.put(host.name(), new HostFacts(Observed.of(outputs), Instant.EPOCH, Instant.EPOCH));
    }
    return new Facts(read, unread);
  }
}
