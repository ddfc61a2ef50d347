package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
import java.time.Duration;
import java.util.List;

/** The keys of {@code ssh}, of the site and of a host. */
final class SshKeys {
  private SshKeys() {}

  static final Field<String> USER =
      Field.optional("user", Names.USER, "Who logs in; by default the operator's user name.");
  static final Field<Long> PORT = Field.defaulting("port", Amounts.PORT, "22", "TCP port of sshd.");
  static final Field<List<Placed<String>>> IDENTITY =
      Field.optional(
          "identity",
          Listing.ofSome(References.FILE),
          "Private key file, or a list of them, tried after the agent's keys; by default"
              + " ~/.ssh/id_ed25519 and ~/.ssh/id_rsa where they exist.");
  static final Field<String> KNOWN_HOSTS =
      Field.defaulting(
          "knownHosts",
          References.FILE,
          "~/.ssh/known_hosts",
          "OpenSSH known_hosts file that the host's key must be in, unless hostKey pins it.");
  static final Field<Duration> CONNECT_TIMEOUT =
      Field.defaulting(
          "connectTimeout",
          Amounts.TIMEOUT,
          "10s",
          "Limit for connecting, 1s to 10m; logging in may take three times as long.");

  /** How root's rights are had, where no password is needed. */
  enum Method {
    ROOT("root"),
    SUDO("sudo");

    private final String text;

    Method(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static final Field<Method> METHOD =
      Field.optional(
          "method",
          Choice.of("way of becoming root", Method.values()),
          "root: the user is root; sudo: by sudo without a password.");
  static final PasswordKeys PASSWORD = PasswordKeys.of("the password for sudo");
  static final Field<Values> SUDO =
      Field.required(
          "sudo",
          Section.of("{passwordFile: ~/.sudo}", PASSWORD.file(), PASSWORD.environment()),
          "Sudo with a password, from a file or from the environment.");
  static final Field<Values> BECOME =
      Field.optional(
          "become",
          Section.of("sudo", SUDO).shortFor(METHOD),
          "How root's rights are had: root, sudo, or {sudo: {passwordFile: FILE}}; by default"
              + " root when the user is root, else sudo.");

  static final Field<String> JUMP_ADDRESS =
      Field.required("address", Names.MACHINE, "Name or IPv4 address of the host to go through.");
  static final Field<Long> JUMP_PORT =
      Field.defaulting("port", Amounts.PORT, "22", "TCP port of its sshd.");
  static final Field<String> JUMP_USER =
      Field.optional("user", Names.USER, "Who logs in there; by default the user of ssh.");
  static final Field<String> JUMP_HOST_KEY =
      Field.optional("hostKey", References.FINGERPRINT, "Its pinned fingerprint, SHA256:...");
  static final Field<String> JUMP_KNOWN_HOSTS =
      Field.optional(
          "knownHosts", References.FILE, "Its known_hosts file; by default knownHosts of ssh.");
  static final Field<Values> JUMP =
      Field.optional(
          "jump",
          Section.of(
                  "{address: bastion.example.com}",
                  JUMP_ADDRESS,
                  JUMP_PORT,
                  JUMP_USER,
                  JUMP_HOST_KEY,
                  JUMP_KNOWN_HOSTS)
              .shortFor(JUMP_ADDRESS),
          "A host to go through, as OpenSSH's ProxyJump; a lone word is its address.");

  static final Section SECTION =
      Section.of(
          "{user: ubuntu}", USER, PORT, IDENTITY, KNOWN_HOSTS, BECOME, JUMP, CONNECT_TIMEOUT);
}
