package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CommandLineTest {
  private static final String SITE =
      """
      apiVersion: daruma.dev/v1alpha1
      kind: Site
      name: small
      ssh: {user: ubuntu}
      hosts:
        pi01: {address: 192.0.2.11, roles: [control-plane, worker]}
        pi02: {address: 192.0.2.12, roles: [control-plane, worker]}
        pi03: {address: 192.0.2.13, roles: [control-plane, worker]}
      kubernetes: {version: 1.20.2, endpoint: 192.0.2.10}
      packages: {bundle: missing.tar}
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void writeSite() throws IOException {
    file = folder.resolve("site.yaml");
    Files.writeString(file, SITE);
  }

  private CommandRun run(String... arguments) {
    return CommandRun.of(folder, arguments);
  }

  @Test
  void aGoodSiteFileIsSaidToBeGood() {
    CommandRun run = run("validate", "-f", file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(run.out()).isEqualTo(file + " is good: site small, 3 hosts, 3 control planes\n");
    assertThat(run.err()).contains("there is no bundle missing.tar").contains("(a warning)");
  }

  @Test
  void kubectlComesOutOfTheBundleOrItIsSaidWhatToDo() {
    CommandRun run = run("kubectl", "-f", file.toString(), "get", "pods", "-A", "-f", "more.yaml");
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("missing.tar: there is no such file", "daruma bundle build");
  }

  @Test
  void everyErrorOfASiteFileHasALineOfItsOwn() throws IOException {
    Files.writeString(
        file,
        SITE.replace("192.0.2.12", "192.0.2.11").replace("roles: [control", "rolls: [control"));
    CommandRun run = run("validate", "-f", file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().lines().toList())
        .hasSizeGreaterThan(1)
        .allSatisfy(line -> assertThat(line).startsWith(file + ":").contains("; "));
  }

  @Test
  void programsReadFindingsAsJson() throws IOException {
    Files.writeString(file, SITE.replace("endpoint: 192.0.2.10", "endpoint: 192.0.2.11"));
    CommandRun run = run("validate", "-o", "json", "-f", file.toString());
    JsonNode json = JsonMapper.shared().readTree(run.out());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(json.path("valid").asBoolean()).isFalse();
    assertThat(json.path("findings").get(0).path("line").asInt()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"plan", "apply", "verify", "status", "probe", "drill all", "kubeconfig", "reset"})
  void noCommandGoesOnWithABrokenSiteFile(String command) throws IOException {
    Files.writeString(file, "kind: Site\n");
    CommandRun run = run((command + " -f " + file).split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("site.yaml:1:1: ").doesNotContain("\tat ");
  }

  @Test
  void aMissingSiteFileIsNamed() {
    CommandRun run = run("plan", "-f", folder.resolve("none.yaml").toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("none.yaml:1:1: there is no such file; ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --out x | --kubernetes: name a version, such as 1.20.2
          --from upstream --kubernetes 1.20.2 --out x | --kubernetes: Kubernetes' own archive begins with 1.24
          --from upstream --kubernetes 1.34.0 --architecture sparc --out x | --architecture: write one of amd64, arm64, ppc64el, s390x
          --kubernetes 1.20.2 --architecture arm64 --out x | --architecture: Debian's source is built for this machine's own
          --from site --kubernetes 1.20.2 --out x | --kubernetes: with --from site the site file says it
          --from site --out x -f SITE | --from site: its packages come from a bundle themselves
          """)
  void whatNoBundleIsBuiltOfIsSaid(String arguments, String message) {
    CommandRun run = run(("bundle build " + arguments.replace("SITE", file.toString())).split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("daruma: " + message + "\n");
  }

  @Test
  void anArchiveThatDoesNotAnswerIsNamed() throws IOException {
    Files.writeString(
        file,
        SITE.replace(
            "bundle: missing.tar",
            "mirror: {url: \"http://127.0.0.1:9/apt\", fingerprint: %s}"
                .formatted("A".repeat(40))));
    assertThat(run("kubectl", "-f", file.toString(), "get", "pods").err())
        .contains(
            "cause: http://127.0.0.1:9/apt/Release.key: ConnectException",
            "install kubectl 1.20.2 on this machine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--bogus", "aply", "lab", "bundle", "plan --output=xml"})
  void badUsageIsToldAndShown(String arguments) {
    CommandRun run = run(arguments.split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("daruma: ").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "probe --seconds 0, --seconds: 0 is not from 1 to 3600",
    "status --watch 3601, --watch: 3601 is not from 1 to 3600 seconds",
    "drill reboot --repeat 0, --repeat: 0 is not from 1 to 1000",
    "drill earthquake, 'there is no drill ''earthquake''; there are apiserver-kill,'",
  })
  void whatIsOutOfRangeIsToldWithWhatIsNot(String arguments, String message) {
    CommandRun run = run(arguments.split(" "));
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("daruma: " + message).doesNotContain("\tat ");
  }

  @Test
  void aTypingMistakeGetsTheNearestCommand() {
    assertThat(run("aply").err()).contains("Did you mean: daruma apply");
  }

  @Test
  void aBrokenBundleIsRefusedByName() throws IOException {
    Path bundle = folder.resolve("bundle.tar");
    Files.writeString(bundle, "no bundle at all");
    CommandRun run = run("bundle", "verify", bundle.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains(bundle.toString(), "cause: ", "remedy: ");
    assertThat(run("--debug", "bundle", "verify", bundle.toString()).err()).contains("\tat ");
  }

  @Test
  void requestFilesAreWrittenOnceAndReadBackTheSame() throws IOException {
    Path requests = folder.resolve("requests");
    CommandRun written =
        run("certs", "requests", "-f", file.toString(), "--out", requests.toString());
    assertThat(written.exitCode()).isEqualTo(ExitCode.DONE);
    assertThat(written.out().lines())
        .containsExactly(
            requests.resolve("ca-config.json").toString(),
            requests.resolve("ca-csr.json").toString(),
            requests.resolve("server-csr.json").toString());

    CommandRun again =
        run("certs", "requests", "-f", file.toString(), "--out", requests.toString());
    assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(again.err())
        .contains(
            "cause: " + requests.resolve("ca-config.json") + " is there already",
            "remedy: name another folder with --out");

    Path by = requests.resolve("site.yaml");
    Files.writeString(
        by,
        SITE.replace(
            "endpoint: 192.0.2.10}",
            "endpoint: 192.0.2.10, certificates: {requests: {authority: ca-csr.json,"
                + " signing: ca-config.json, server: server-csr.json}}}"));
    assertThat(run("validate", "-f", by.toString()).exitCode()).isEqualTo(ExitCode.DONE);
    Path more = folder.resolve("more");
    run("certs", "requests", "-f", by.toString(), "--out", more.toString());
    for (String name : List.of("ca-config.json", "ca-csr.json", "server-csr.json")) {
      assertThat(more.resolve(name)).hasSameTextualContentAs(requests.resolve(name));
    }
  }

  @Test
  void helpIsThereForEveryCommand() {
    for (String command : new String[] {"apply", "plan", "demo", "lab", "bundle", "reset"}) {
      CommandRun run = run(command, "--help");
      assertThat(run.exitCode()).isEqualTo(ExitCode.DONE);
      assertThat(run.out()).startsWith("Usage: daruma " + command);
    }
  }

  @Test
  void aLogThatCannotBeWrittenIsRefusedBeforeAnythingIsDone() {
    Path log = folder.resolve("nowhere").resolve("run.log");
    CommandRun run = run("demo", "--log", log.toString(), "--prepare-only", "-f", file.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .startsWith("daruma: --log: " + log + " cannot be written")
        .contains("name a file in a folder that exists and is yours");
  }

  @ParameterizedTest
  @ValueSource(strings = {"apply", "verify", "reset", "demo"})
  void everyLongCommandKeepsALogWhenAsked(String command) {
    assertThat(run(command, "--help").out()).contains("--log=FILE");
  }

  @Test
  void theVersionNamesTheJava() {
    assertThat(run("version").out()).startsWith("daruma ").contains("Java 25");
  }
}
