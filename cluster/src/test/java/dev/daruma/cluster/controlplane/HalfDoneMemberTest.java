package dev.daruma.cluster.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.controlplane.EtcdMembers.Member;
import dev.daruma.cluster.controlplane.HalfDoneMember.Rest;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whom to ask for a half-done member's removal; "one" is asked, "two" is to go. */
class HalfDoneMemberTest {
  private static final Member ONE = new Member("1", "one", List.of("https://192.0.2.11:2380"));
  private static final Member TWO = new Member("2", "two", List.of("https://192.0.2.12:2380"));
  private static final Member TWO_ANNOUNCED =
      new Member("2", "", List.of("https://192.0.2.12:2380"));
  private static final Member THREE = new Member("3", "three", List.of("https://192.0.2.13:2380"));

  @TempDir private Path folder;

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
          two: {address: 192.0.2.12, roles: [control-plane]}
          three: {address: 192.0.2.13, roles: [control-plane]}
        kubernetes: {version: 1.20.2, endpoint: 192.0.2.10}
        """);
    return SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }

  static Stream<Arguments> theRest() {
    return Stream.of(
        arguments("a quorum can be asked", List.of(ONE, TWO, THREE), true, false, "quorate"),
        arguments("also of two", List.of(ONE, TWO), true, false, "quorate"),
        arguments(
            "a member that never started leaves one of two",
            List.of(ONE, TWO_ANNOUNCED),
            false,
            false,
            "alone"),
        arguments("or was stopped for good", List.of(ONE, TWO), false, false, "alone"),
        arguments(
            "of three, the third one must come back",
            List.of(ONE, TWO_ANNOUNCED, THREE),
            false,
            false,
            "nobody"),
        arguments("the other one is another host's", List.of(ONE, THREE), false, false, "nobody"),
        arguments("one alone only needs time", List.of(ONE), false, false, "nobody"),
        arguments("nothing was told", List.of(), false, false, "nobody"),
        arguments(
            "what was cut off while the flag was set is done again",
            List.of(ONE),
            true,
            true,
            "alone"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void theRest(String name, List<Member> members, boolean healthy, boolean forced, String rest)
      throws IOException {
    Site site = site();
    Host one = site.host(new HostName("one"));
    Host two = site.host(new HostName("two"));
    Optional<Rest> expected =
        switch (rest) {
          case "quorate" -> Optional.of(new Rest.Quorate(one));
          case "alone" -> Optional.of(new Rest.Alone(one));
          default -> Optional.empty();
        };
    assertThat(HalfDoneMember.rest(one, two, members, healthy, forced)).isEqualTo(expected);
  }
}
