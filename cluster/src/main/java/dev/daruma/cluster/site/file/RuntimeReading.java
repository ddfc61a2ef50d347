package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.Runtime.Login;
import dev.daruma.cluster.site.Runtime.Registry;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import dev.daruma.engine.host.Target.Password;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What runs the containers, and whether the registries can be spoken to with what is named. */
record RuntimeReading(Draft draft, Folders folders, Operator operator, Findings findings) {
  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----.+-----END CERTIFICATE-----", Pattern.DOTALL);

  /** Empty only when there is an error. */
  Optional<Runtime> read() {
    var written = draft.runtime();
    var registries = new TreeMap<String, Registry>();
    written
        .value(RuntimeKeys.REGISTRIES)
        .ifPresent(
            content ->
                content
                    .entries()
                    .forEach(
                        entry -> {
                          isNotInsecure(entry.key());
                          registry(entry.value())
                              .ifPresent(registry -> registries.put(entry.key().value(), registry));
                        }));
    if (findings.hasErrors()) {
      return Optional.empty();
    }
    var mirrors = new TreeMap<String, List<URI>>();
    written
        .get(RuntimeKeys.MIRRORS)
        .entries()
        .forEach(
            entry ->
                mirrors.put(
                    entry.key().value(),
                    entry.value().value().stream().map(Placed::value).toList()));
    return Optional.of(
        new Runtime(
            written.get(RuntimeKeys.KIND),
            mirrors,
            new TreeSet<>(written.get(RuntimeKeys.INSECURE).stream().map(Placed::value).toList()),
            registries));
  }

  /** One whose certificate is not verified needs nobody to vouch for it. */
  private void isNotInsecure(Placed<String> registry) {
    boolean insecure =
        draft.runtime().value(RuntimeKeys.INSECURE).orElse(List.of()).stream()
            .anyMatch(each -> each.value().equals(registry.value()));
    if (insecure) {
      findings.error(
          registry.place(),
          "%s is among the insecure registries, too".formatted(registry.value()),
          "with its authority it needs not be: remove it from insecure, or from registries");
    }
  }

  private Optional<Registry> registry(Placed<Values> written) {
    var authority = written.value().find(RuntimeKeys.AUTHORITY);
    var text = authority.flatMap(file -> folders.text(file, findings));
    authority.ifPresent(
        file ->
            text.filter(content -> !CERTIFICATE.matcher(content).find())
                .ifPresent(
                    content ->
                        findings.error(
                            file.place(),
                            "%s holds no certificate".formatted(file.value()),
                            "name the authority's certificate in PEM; it begins with -----BEGIN"
                                + " CERTIFICATE-----")));
    return Optional.of(new Registry(text, login(written)));
  }

  private Optional<Login> login(Placed<Values> written) {
    var user = written.value().find(RuntimeKeys.USER);
    if (user.isEmpty()) {
      for (var field : RuntimeKeys.PASSWORD.both()) {
        written
            .value()
            .find(field)
            .filter(password -> !written.value().isWrong(RuntimeKeys.USER))
            .ifPresent(
                password ->
                    findings.error(
                        password.place(),
                        "nobody is named whose password it is",
                        "add user: NAME, or remove " + field.key()));
      }
      return Optional.empty();
    }
    if (RuntimeKeys.PASSWORD.areWrong(written.value())) {
      return Optional.empty();
    }
    return switch (new Passwords(folders, operator).ofRegistry(written.value())) {
      case Parsed.Good<Optional<Password>>(var password) ->
          password.map(value -> new Login(user.get().value(), value));
      case Parsed.Bad<Optional<Password>>(var what, var remedy) -> {
        findings.error(user.get().place(), what, remedy);
        yield Optional.empty();
      }
    };
  }
}
