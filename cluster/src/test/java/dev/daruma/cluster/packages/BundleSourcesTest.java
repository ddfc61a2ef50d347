package dev.daruma.cluster.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Act;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BundleSourcesTest {
  private static final String ALL = "node01 node02 master01 master02";

  @TempDir private Path folder = Path.of("");

  static Stream<Arguments> theOperatorSendsEveryFileOnce() {
    return Stream.of(
        arguments(
            "bare hosts: the first control plane has the whole, the others have theirs from it",
            "",
            ALL,
            "{master01=here, master02=master01, node01=master01, node02=master01}"),
        arguments(
            "a host that has it is the seed",
            "master02",
            "node01 master01",
            "{master01=master02, node01=master02}"),
        arguments(
            "several take turns",
            "master01 master02",
            "node01 node02",
            "{node01=master01, node02=master02}"),
        arguments(
            "a worker has too little for a control plane",
            "node01",
            "master01 node02",
            "{master01=here, node02=node01}"),
        arguments("workers alone", "", "node01 node02", "{node01=here, node02=node01}"),
        arguments("nobody lacks anything", ALL, "", "{}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void theOperatorSendsEveryFileOnce(String name, String having, String lacking, String sources)
      throws IOException {
    Site site = SmallBundle.site(folder);
    Map<HostName, Act> acts =
        BundleSources.of(SmallBundle.in(folder), hosts(site, having), hosts(site, lacking));
    assertThat(new TreeMap<>(acts).values())
        .extracting(BundleSourcesTest::line)
        .hasToString(sources.replace("{", "[").replace("}", "]"));
  }

  private static List<Host> hosts(Site site, String names) {
    return names.isEmpty()
        ? List.of()
        : Stream.of(names.split(" ")).map(name -> site.host(new HostName(name))).toList();
  }

  private static String line(Act act) {
    return switch (act) {
      case CopyBundle copy -> copy.host() + "=here";
      case FetchBundle fetch -> {
        assertThat(fetch.needs()).containsExactly(new Milestones.BundleCopied(fetch.from().name()));
        assertThat(fetch.explanation().getFirst()).contains(" from " + fetch.from().name() + ", ");
        yield fetch.host() + "=" + fetch.from().name();
      }
      default -> throw new AssertionError("not by a bundle: " + act);
    };
  }
}
