package dev.daruma.engine.ssh;

import dev.daruma.engine.host.Target.HostKeys;
import dev.daruma.engine.problem.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether a host is the one it is taken for. */
sealed interface HostKeyCheck {
  /** What is wrong with the key, or nothing. */
  Optional<Problem> judge(Endpoint endpoint, KeyBlob key);

  /**
   * Types of keys to be asked for first; one attempt to connect for each list, the next one when
   * the key of the last was wrong.
   */
  List<List<String>> attempts(Endpoint endpoint);

  /** By the file as it is now. */
  static HostKeyCheck of(HostKeys hostKeys, KnownHostsFiles files) throws IOException {
    return switch (hostKeys) {
      case HostKeys.KnownHosts(Path file) -> new ByFile(file, files.read(file));
      case HostKeys.Pinned(String fingerprint) -> new ByFingerprint(fingerprint);
    };
  }

  record ByFile(Path file, KnownHosts known) implements HostKeyCheck {
    @Override
    public Optional<Problem> judge(Endpoint endpoint, KeyBlob key) {
      return switch (known.verdict(endpoint.address(), endpoint.port(), key)) {
        case KNOWN -> Optional.empty();
        case UNKNOWN -> Optional.of(unknown(endpoint, key));
        case CHANGED -> Optional.of(changed(endpoint, key));
        case REVOKED ->
            Optional.of(
                Problem.of(
                    Problem.Code.HOST_KEY_CHANGED,
                    endpoint.host(),
                    "verify the host key",
                    endpoint.place() + " shows " + key + ", which " + file + " marks as revoked",
                    "do not connect: give the host a new key, and find out who uses the old one"));
      };
    }

    @Override
    public List<List<String>> attempts(Endpoint endpoint) {
      List<String> types = known.types(endpoint.address(), endpoint.port());
      return List.of(types.isEmpty() ? List.of("ssh-ed25519") : types);
    }

    private Problem unknown(Endpoint endpoint, KeyBlob key) {
      return Problem.of(
          Problem.Code.HOST_KEY_UNKNOWN,
          endpoint.host(),
          "verify the host key",
          file + " knows no key of " + endpoint.place() + ", which shows " + key,
          "compare with what the host's own console says ("
              + key.howToSeeItOnItsHost()
              + "); if it is the same: ssh-keyscan -p "
              + endpoint.port()
              + " "
              + endpoint.address()
              + " >> "
              + file);
    }

    private Problem changed(Endpoint endpoint, KeyBlob key) {
      return Problem.of(
          Problem.Code.HOST_KEY_CHANGED,
          endpoint.host(),
          "verify the host key",
          endpoint.place()
              + " shows "
              + key
              + ", which is none of those "
              + file
              + " knows it by: the host was installed anew, or someone stands in between",
          "if it was installed anew: ssh-keygen -R '"
              + (endpoint.port() == 22
                  ? endpoint.address()
                  : "[" + endpoint.address() + "]:" + endpoint.port())
              + "' -f "
              + file
              + ", then ssh-keyscan -p "
              + endpoint.port()
              + " "
              + endpoint.address()
              + " >> "
              + file
              + "; if not, do not connect");
    }
  }

  record ByFingerprint(String fingerprint) implements HostKeyCheck {
    @Override
    public Optional<Problem> judge(Endpoint endpoint, KeyBlob key) {
      // Padding is left out by ssh-keygen and kept by other tools.
      return key.fingerprint().equals(fingerprint.strip().replaceAll("=+$", ""))
          ? Optional.empty()
          : Optional.of(
              Problem.of(
                  Problem.Code.HOST_KEY_CHANGED,
                  endpoint.host(),
                  "verify the host key",
                  endpoint.place() + " shows " + key + ", the site file pins " + fingerprint,
                  "if the host was installed anew, compare with what its own console says"
                      + " (ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub) and put that into"
                      + " the site file; if not, do not connect"));
    }

    @Override
    public List<List<String>> attempts(Endpoint endpoint) {
      // A fingerprint does not say of which type its key is, and a host shows one key at a time.
      return List.of(
          List.of("ssh-ed25519"),
          List.of("ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521"),
          List.of("ssh-rsa"));
    }
  }
}
