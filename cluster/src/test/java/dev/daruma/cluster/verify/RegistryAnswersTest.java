package dev.daruma.cluster.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Runtime.Login;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target.Password;
import dev.daruma.engine.shell.Output;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryAnswersTest {
  private static final HostName NODE = new HostName("node01");
  private static final String REGISTRY = "registry.neko.example:5000";
  private static final Optional<Login> LOGIN =
      Optional.of(new Login("puller", new Password("sesame")));

  @Test
  void aCertificateThatNobodyKnowsIsToldWithTheRegistrysName() {
    var problem =
        RegistryAnswers.problem(
                NODE,
                REGISTRY,
                Optional.empty(),
                new Output(60, "", "curl: (60) SSL certificate problem: self-signed certificate"))
            .orElseThrow();
    assertThat(problem.toString())
        .contains("node01", "ask the registry registry.neko.example:5000")
        .contains("its certificate is not believed: curl: (60) SSL certificate problem")
        .contains("runtime: {registries: {\"registry.neko.example:5000\": {authority: FILE}}}");
  }

  @Test
  void aPasswordThatIsNotTheRightOneIsToldWithoutIt() {
    var problem =
        RegistryAnswers.problem(
                NODE,
                REGISTRY,
                LOGIN,
                new Output(
                    0,
                    "HTTP/1.1 401 Unauthorized\r\nWww-Authenticate: Basic realm=\"neko\"\r\n\r\n",
                    ""))
            .orElseThrow();
    assertThat(problem.toString())
        .contains("it does not let puller in with that password")
        .doesNotContain("sesame");
  }

  @ParameterizedTest
  @CsvSource({
    "0, HTTP/2 200",
    "0, HTTP/1.1 401 Unauthorized|Www-Authenticate: Bearer realm=elsewhere",
    "7, ''",
    "28, ''"
  })
  void whatMayPassOrIsAskedElsewhereIsNoProblem(int status, String headers) {
    assertThat(
            RegistryAnswers.problem(
                NODE, REGISTRY, LOGIN, new Output(status, headers.replace("|", "\r\n"), "")))
        .isEmpty();
  }

  @Test
  void whoDoesNotLogInIsNotRefused() {
    assertThat(
            RegistryAnswers.problem(
                NODE,
                REGISTRY,
                Optional.empty(),
                new Output(0, "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\n", "")))
        .isEmpty();
  }
}
