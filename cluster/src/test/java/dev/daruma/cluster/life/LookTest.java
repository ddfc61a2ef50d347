package dev.daruma.cluster.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.cluster.site.file.SiteFile;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Shell;
import dev.daruma.engine.shell.Shells;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookTest {
  @TempDir private Path folder;

  @Test
  void aHostThatCannotBeReachedIsUnread() throws IOException {
    Problem silence =
        Problem.of(
            Problem.Code.UNREACHABLE, new HostName("one"), "connect", "silence", "switch it on");
    Facts facts = lookWith(new ProblemException(silence)).at(site(), host -> List.of());
    assertThat(facts.hosts()).isEmpty();
    assertThat(facts.unread()).containsExactly(Map.entry(new HostName("one"), silence));
  }

  @Test
  void aMistakeOfTheProgramIsNotTakenForAHostThatIsAway() {
    RuntimeException mistake = new IllegalArgumentException("a parser's mistake");
    assertThatThrownBy(() -> lookWith(mistake).at(site(), host -> List.of()))
        .hasMessageContaining("cannot read one")
        .hasRootCause(mistake);
  }

  private static Look lookWith(RuntimeException failure) {
    return new Look(new Failing(failure), InstantSource.system());
  }

  private record Failing(RuntimeException failure) implements Shells {
    @Override
    public Shell on(HostName host) {
      throw failure;
    }

    @Override
    public long bytesSent() {
      return 0;
    }

    @Override
    public void close() {}
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
        kubernetes: {version: 1.20.2, endpoint: 192.0.2.10}
        """);
    return SiteFile.read(file, new Operator("tester", folder, Map.of())).site().orElseThrow();
  }
}
