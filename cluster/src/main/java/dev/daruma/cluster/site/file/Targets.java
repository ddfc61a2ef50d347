package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Values;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.host.Target.Become;
import dev.daruma.engine.host.Target.HostKeys.KnownHosts;
import dev.daruma.engine.host.Target.HostKeys.Pinned;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a host's effective SSH settings of the site's and its own. */
record Targets(Values siteSsh, Folders folders, Operator operator) {

  Target of(HostName name, Inet4Address address, Values host) {
    var ssh = host.value(HostKeys.SSH).map(own -> own.over(siteSsh)).orElse(siteSsh);
    var user = ssh.value(SshKeys.USER).orElse(operator.user());
    return new Target(
        name,
        address.getHostAddress(),
        Math.toIntExact(ssh.get(SshKeys.PORT)),
        user,
        identities(ssh),
        pinned(host, HostKeys.HOST_KEY).orElseGet(() -> knownHosts(ssh)),
        ssh.value(SshKeys.JUMP).map(jump -> jump(jump, user, ssh)),
        become(ssh, user),
        ssh.get(SshKeys.CONNECT_TIMEOUT));
  }

  private List<Path> identities(Values ssh) {
    return ssh.value(SshKeys.IDENTITY)
        .map(written -> written.stream().map(Placed::value).map(folders::resolve).toList())
        .orElseGet(
            () ->
                Stream.of("~/.ssh/id_ed25519", "~/.ssh/id_rsa")
                    .map(folders::resolve)
                    .filter(Files::isRegularFile)
                    .toList());
  }

  private Target.HostKeys knownHosts(Values ssh) {
    return new KnownHosts(folders.resolve(ssh.get(SshKeys.KNOWN_HOSTS)));
  }

  private static Optional<Target.HostKeys> pinned(Values values, Field<String> field) {
    return values.value(field).map(Pinned::new);
  }

  private Target.Jump jump(Values jump, String user, Values ssh) {
    return new Target.Jump(
        jump.get(SshKeys.JUMP_ADDRESS),
        Math.toIntExact(jump.get(SshKeys.JUMP_PORT)),
        jump.value(SshKeys.JUMP_USER).orElse(user),
        pinned(jump, SshKeys.JUMP_HOST_KEY)
            .or(
                () ->
                    jump.value(SshKeys.JUMP_KNOWN_HOSTS)
                        .map(written -> new KnownHosts(folders.resolve(written))))
            .orElseGet(() -> knownHosts(ssh)));
  }

  private Become become(Values ssh, String user) {
    var written = ssh.value(SshKeys.BECOME);
    var method = written.flatMap(become -> become.value(SshKeys.METHOD));
    return written
        .flatMap(this::password)
        .<Become>map(Become.SudoWithPassword::new)
        .orElseGet(
            () ->
                switch (method.orElse(defaultMethod(user))) {
                  case ROOT -> new Become.AlreadyRoot();
                  case SUDO -> new Become.Sudo();
                });
  }

  private static SshKeys.Method defaultMethod(String user) {
    return user.equals("root") ? SshKeys.Method.ROOT : SshKeys.Method.SUDO;
  }

  private Optional<Target.Password> password(Values become) {
    return switch (new Passwords(folders, operator).of(become)) {
      case Parsed.Good<Optional<Target.Password>>(var password) -> password;
      case Parsed.Bad<Optional<Target.Password>> changed ->
          throw new IllegalStateException(changed.what()); // checked a moment ago
    };
  }
}
