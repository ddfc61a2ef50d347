package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Scalar;
import java.net.URI;
import java.net.URISyntaxException;

/** How files, fingerprints and registries are referred to. */
final class References {
  private References() {}

  private static final String REGISTRY_FORM =
      "[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?(:[1-9][0-9]{0,4})?";

  /** A path as written; {@link Folders} says what it means. */
  static final Scalar<String> FILE =
      Scalar.text("a path", "~/.ssh/id_ed25519", "^(~$|~/|[^~])", References::parsePath);

  /** The SHA-256 of a public key in base64 without padding, as {@code ssh-keygen -l} prints it. */
  static final Scalar<String> FINGERPRINT =
      Scalar.matching(
          "a fingerprint",
          "SHA256:2Lp0eUl7R1iMcXP2ZHL+jLvQv8HmRVWa8XOH0ZQ5f9o",
          "SHA256:[A-Za-z0-9+/]{43}",
          "is no SHA-256 fingerprint",
          "write SHA256: and 43 characters, as `ssh-keygen -l -f"
              + " /etc/ssh/ssh_host_ed25519_key.pub` prints on the host");

  static final Scalar<String> REGISTRY =
      Scalar.matching(
          "a registry",
          "docker.io",
          REGISTRY_FORM,
          "is no registry",
          "write its host, and the port where needed, such as docker.io or"
              + " registry.example.com:5000");

  /** What names of images begin with. */
  static final Scalar<String> REGISTRY_FOLDER =
      Scalar.matching(
          "a registry",
          "registry.example.com:5000/kubernetes",
          REGISTRY_FORM + "(/[a-z0-9][a-z0-9._-]*)*",
          "is no registry",
          "write its host, the port and a path where needed, such as"
              + " registry.example.com:5000/kubernetes");

  static final Scalar<URI> MIRROR = url("a server", "https://mirror.example.com");

  /** One file of a server's. */
  static final Scalar<URI> SERVED = url("a file", "https://mirror.example.com/calico.yaml");

  private static Scalar<URI> url(String what, String example) {
    return Scalar.text(
        "the URL of " + what,
        example,
        "^https?://[^/?#@]+(/[^?#]*)?$",
        text -> {
          if (text.contains("@")) {
            // Not repeated: what is before it may be a password.
            return Parsed.bad(
                "the URL has an @ in it",
                "leave user and password out: http:// or https:// and the host");
          }
          try {
            var uri = new URI(text);
            var web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web
                && uri.getHost() != null
                && uri.getQuery() == null
                && uri.getFragment() == null) {
              return Parsed.good(uri);
            }
          } catch (URISyntaxException malformed) {
            // said below, in our words
          }
          return Parsed.bad(
              "\"%s\" is no URL of %s".formatted(text, what),
              "write http:// or https:// and the host, such as " + example);
        });
  }

  private static Parsed<String> parsePath(String text) {
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      return Parsed.bad("the path is empty", "write a path, such as ~/.ssh/id_ed25519");
    }
    return text.startsWith("~") && !text.equals("~") && !text.startsWith("~/")
        ? Parsed.bad(
            "\"%s\" is in another user's home".formatted(text), "write the whole path, from /")
        : Parsed.good(text);
  }
}
