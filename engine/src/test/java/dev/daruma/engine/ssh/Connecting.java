package dev.daruma.engine.ssh;

import dev.daruma.engine.host.Target;
import dev.daruma.engine.host.Target.Become;
import dev.daruma.engine.host.Target.HostKeys;
import dev.daruma.engine.host.Target.Jump;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Targets changed in one respect, and one command run on them. */
final class Connecting {
  static final Duration LIMIT = Duration.ofSeconds(20);
  static final SshEnvironment NOTHING =
      new SshEnvironment(Optional.empty(), ignored -> Optional.empty());

  private Connecting() {}

  /** What {@code echo hello} says on the target. */
  static String hello(Target target, SshEnvironment environment) {
    try (SshShells shells = new SshShells(List.of(target), environment)) {
      Shell shell = shells.on(target.name());
      Output output = shell.run(Fragment.script("echo hello"), LIMIT);
      return output.stdout() + output.stderr();
    }
  }

  static String hello(Target target) {
    return hello(target, NOTHING);
  }

  static SshEnvironment passphrase(Function<Path, Optional<String>> passphrase) {
    return new SshEnvironment(Optional.empty(), passphrase);
  }

  static Target at(Target target, String address, int port) {
    return new Target(
        target.name(),
        address,
        port,
        target.user(),
        target.identities(),
        target.hostKeys(),
        target.jump(),
        target.become(),
        target.connectTimeout());
  }

  static Target knownBy(Target target, HostKeys hostKeys) {
    return new Target(
        target.name(),
        target.address(),
        target.port(),
        target.user(),
        target.identities(),
        hostKeys,
        target.jump(),
        target.become(),
        target.connectTimeout());
  }

  static Target by(Target target, Become become) {
    return new Target(
        target.name(),
        target.address(),
        target.port(),
        target.user(),
        target.identities(),
        target.hostKeys(),
        target.jump(),
        become,
        target.connectTimeout());
  }

  static Target within(Target target, Duration connectTimeout) {
    return new Target(
        target.name(),
        target.address(),
        target.port(),
        target.user(),
        target.identities(),
        target.hostKeys(),
        target.jump(),
        target.become(),
        connectTimeout);
  }

  static Target through(Target target, Jump jump) {
    return new Target(
        target.name(),
        target.address(),
        target.port(),
        target.user(),
        target.identities(),
        target.hostKeys(),
        Optional.of(jump),
        target.become(),
        target.connectTimeout());
  }

  static Target as(Target target, String user) {
    return new Target(
        target.name(),
        target.address(),
        target.port(),
        user,
        target.identities(),
        target.hostKeys(),
        target.jump(),
        target.become(),
        target.connectTimeout());
  }
}
