package dev.daruma.cluster.verify;

import dev.daruma.cluster.runtime.RegistryTrust;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.Runtime.Login;
import dev.daruma.cluster.site.Runtime.Registry;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Whether every node can speak to the registries of which the site file tells something, before a
 * pod finds out that it gets no image. One that does not answer may be away for now, and is told;
 * one whose certificate is not believed, or that does not let the site's user in, stays so until
 * somebody mends it. Source: OCI distribution specification 1.0, "Determining Support"; curl(1),
 * "EXIT CODES".
 */
final class RegistryAnswers {
  /** For a registry that is asked by HTTPS and by HTTP, 5 s each, and a host out of breath. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final int NOT_BELIEVED = 60;

  private RegistryAnswers() {}

  /**
   * Asks all registries from all nodes.
   *
   * @throws ProblemException COMMAND_FAILED, naming the registry
   */
  static void check(Work work, Site site) {
    Runtime runtime = site.kubernetes().runtime();
    List<String> registries = List.copyOf(named(runtime));
    if (registries.isEmpty()) {
      return;
    }
    work.say("asking the registries " + String.join(", ", registries));
    for (Host node : site.nodes()) {
      List<Fragment> questions =
          registries.stream().map(each -> question(runtime, node, each)).toList();
      List<Output> answers =
          work.shell(node.name()).run(questions, LIMIT.multipliedBy(questions.size()));
      for (int at = 0; at < registries.size(); at++) {
        String registry = registries.get(at);
        Output answer = answers.get(at);
        Optional<Problem> problem =
            problem(node.name(), registry, login(runtime, registry), answer);
        if (problem.isPresent()) {
          throw new ProblemException(problem.get());
        }
        if (!answer.succeeded()) {
          work.say(
              "the registry %s does not answer %s: %s"
                  .formatted(registry, node.name(), answer.said()));
        }
      }
    }
  }

  /** All that a host asks for images, but those that only have a mirror before them. */
  static NavigableSet<String> named(Runtime runtime) {
    NavigableSet<String> named = new TreeSet<>(runtime.insecureRegistries());
    named.addAll(runtime.registries().keySet());
    runtime.mirrors().values().stream()
        .flatMap(List::stream)
        .map(URI::getAuthority)
        .forEach(named::add);
    return named;
  }

  private static Optional<Login> login(Runtime runtime, String registry) {
    return Optional.ofNullable(runtime.registries().get(registry)).flatMap(Registry::login);
  }

  /** Prints the headers of the answer. */
  static Fragment question(Runtime runtime, Host node, String registry) {
    String place = "//" + RegistryTrust.server(registry) + "/v2/";
    if (runtime.insecureRegistries().contains(registry)) {
      return Fragment.of(
          """
          ask() { curl -sS --max-time 5 -o /dev/null -D - "$@"; }
          ask --insecure %s 2>/dev/null || ask %s""",
          "https:" + place, "http:" + place);
    }
    boolean plain =
        runtime.mirrors().values().stream()
            .flatMap(List::stream)
            .anyMatch(each -> each.equals(URI.create("http://" + registry)));
    // By standard input, and not as an argument, which everybody on the host could read.
    return Fragment.of(
        """
        authority=%s
        set -- --capath /etc/ssl/certs
        [ ! -f "$authority" ] || set -- "$@" --cacert "$authority"
        printf '%%s' %s | curl -sS --max-time 5 -o /dev/null -D - --config - "$@" %s""",
        RegistryTrust.authority(node.runtime().kind(), registry),
        login(runtime, registry).map(RegistryAnswers::user).orElse(""),
        (plain ? "http:" : "https:") + place);
  }

  /** A line of a configuration of curl, which takes no secret that has a line end. */
  private static String user(Login login) {
    String text = login.user() + ":" + login.password().reveal();
    return "user = \"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"\n";
  }

  /** What does not pass by itself. */
  static Optional<Problem> problem(
      HostName node, String registry, Optional<Login> login, Output answer) {
    if (answer.status() == NOT_BELIEVED) {
      return Optional.of(
          Problem.of(
              Problem.Code.COMMAND_FAILED,
              node,
              "ask the registry " + registry,
              // More lines of curl's follow, which are about its own options.
              "its certificate is not believed: "
                  + answer.said().lines().findFirst().orElse("nothing said"),
              "name the certificate of the authority that vouches for it: runtime: {registries:"
                  + " {\""
                  + registry
                  + "\": {authority: FILE}}}"));
    }
    List<String> lines = answer.stdout().toLowerCase(Locale.ROOT).lines().toList();
    boolean refused =
        lines.stream().findFirst().filter(line -> line.matches("http/\\S+ 401.*")).isPresent()
            // Others give a token elsewhere, to those who have logged in there.
            && lines.stream().anyMatch(line -> line.matches("www-authenticate:\\s*basic.*"));
    return login
        .filter(_ -> refused)
        .map(
            each ->
                Problem.of(
                    Problem.Code.COMMAND_FAILED,
                    node,
                    "ask the registry " + registry,
                    "it does not let " + each.user() + " in with that password",
                    "see that user and password are those that the registry knows"));
  }
}
