package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Values;
import dev.daruma.engine.host.Target.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Finds the passwords that a site file refers to; it never holds them itself. */
record Passwords(Folders folders, Operator operator) {

  /** The password of a {@code become}; empty when it needs none. */
  Parsed<Optional<Password>> of(Values become) {
    var sudo = become.value(SshKeys.SUDO);
    return sudo.isEmpty() || SshKeys.PASSWORD.areWrong(sudo.get())
        ? Parsed.good(Optional.empty())
        : one(sudo.get(), SshKeys.PASSWORD, "sudo", "; without a password write become: sudo");
  }

  /** The password of a private key; empty where none is named. */
  Parsed<Optional<Password>> ofKey(Values authority) {
    var file = authority.value(CertificateKeys.AUTHORITY_PASSWORD.file());
    var variable = authority.value(CertificateKeys.AUTHORITY_PASSWORD.environment());
    if (file.isEmpty() && variable.isEmpty()) {
      return Parsed.good(Optional.empty());
    }
    return file.isPresent() && variable.isPresent()
        ? Parsed.bad(
            "the key has two sources of a password",
            "keep one of passwordFile and passwordEnvironment")
        : from(file, variable);
  }

  /** The password of a registry's user. */
  Parsed<Optional<Password>> ofRegistry(Values registry) {
    return one(registry, RuntimeKeys.PASSWORD, "the registry's user", "");
  }

  /** Where exactly one of both is to be written. */
  private Parsed<Optional<Password>> one(
      Values section, PasswordKeys keys, String whose, String otherwise) {
    var file = section.value(keys.file());
    var variable = section.value(keys.environment());
    return file.isPresent() == variable.isPresent()
        ? Parsed.bad(
            whose + " has " + (file.isPresent() ? "two sources of a password" : "no password"),
            "give it one of passwordFile and passwordEnvironment" + otherwise)
        : from(file, variable);
  }

  private Parsed<Optional<Password>> from(Optional<String> file, Optional<String> variable) {
    return file.map(this::fromFile).orElseGet(() -> fromEnvironment(variable.orElseThrow()));
  }

  private Parsed<Optional<Password>> fromFile(String written) {
    try (var lines = Files.lines(folders.resolve(written))) {
      var first = lines.findFirst().filter(line -> !line.isEmpty());
      return first.isPresent()
          ? Parsed.good(first.map(Password::new))
          : Parsed.bad(
              "the password file %s is empty".formatted(written), "write the password into it");
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      return Parsed.bad(
          "the password file %s cannot be read".formatted(written),
          "write the password into it, readable by you alone (mode 0600)");
    }
  }

  private Parsed<Optional<Password>> fromEnvironment(String variable) {
    var value = Optional.ofNullable(operator.environment().get(variable));
    return value.filter(text -> !text.isEmpty()).isPresent()
        ? Parsed.good(value.map(Password::new))
        : Parsed.bad(
            "the environment has no %s".formatted(variable),
            "set it, without a trace in the shell's history: `read -rs %1$s && export %1$s`"
                .formatted(variable));
  }
}
