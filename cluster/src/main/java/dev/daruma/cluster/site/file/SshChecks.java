package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import dev.daruma.engine.host.Target.Password;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/** The keys and passwords that the site file refers to, and who becomes root how. */
record SshChecks(Draft draft, Folders folders, Operator operator, Findings findings) {

  void check() {
    var site = draft.ssh();
    settings(site);
    isRoot(site);
    for (var host : draft.hosts()) {
      host.values()
          .value(HostKeys.SSH)
          .ifPresent(
              own -> {
                settings(own);
                isRoot(own.over(site));
              });
    }
  }

  private void settings(Values ssh) {
    ssh.value(SshKeys.IDENTITY).orElse(List.of()).forEach(this::identity);
    ssh.find(SshKeys.BECOME)
        .ifPresent(
            become -> {
              if (new Passwords(folders, operator).of(become.value())
                  instanceof Parsed.Bad<Optional<Password>>(var what, var remedy)) {
                findings.error(become.place(), what, remedy);
              }
            });
  }

  private void isRoot(Values ssh) {
    var user = ssh.value(SshKeys.USER).orElse(operator.user());
    ssh.value(SshKeys.BECOME)
        .flatMap(become -> become.find(SshKeys.METHOD))
        .filter(method -> method.value() == SshKeys.Method.ROOT && !user.equals("root"))
        .ifPresent(
            method ->
                findings.error(
                    method.place(),
                    "%s is not root".formatted(user),
                    "write become: sudo, or user: root"));
  }

  /** Only a warning: a lab makes the key when it starts. */
  private void identity(Placed<String> written) {
    var file = folders.resolve(written.value());
    if (written.value().endsWith(".pub")) {
      findings.error(
          written.place(),
          "%s is a public key".formatted(written.value()),
          "name the private one: " + written.value().replaceFirst("\\.pub$", ""));
    } else if (!Files.isRegularFile(file)) {
      findings.warning(
          written.place(),
          "there is no key file %s".formatted(written.value()),
          "make it with `ssh-keygen -t ed25519 -f %s`; for a lab, `daruma lab up` makes it"
              .formatted(written.value()));
    }
  }
}
