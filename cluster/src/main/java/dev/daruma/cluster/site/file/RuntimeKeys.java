package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Runtime;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Dictionary;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Scalar;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
import java.net.URI;
import java.util.List;

/** The keys of {@code kubernetes.runtime}. */
final class RuntimeKeys {
  private RuntimeKeys() {}

  private static final Choice<Runtime.Kind> KINDS = Choice.of("runtime", Runtime.Kind.values());

  static final Field<Runtime.Kind> KIND =
      Field.defaulting(
          "kind", KINDS, "containerd", "Which program it is; docker for Kubernetes up to 1.23.");
  static final Field<Dictionary.Content<String, List<Placed<URI>>>> MIRRORS =
      Field.defaulting(
          "mirrors",
          new Dictionary<>(References.REGISTRY, Listing.ofSome(References.MIRROR)),
          "{}",
          "Mirrors asked before a registry, in order: {docker.io: [https://mirror.example.com]};"
              + " Docker knows those of docker.io only.");
  static final Field<List<Placed<String>>> INSECURE =
      Field.defaulting(
          "insecure",
          Listing.of(References.REGISTRY),
          "[]",
          "Registries, HOST or HOST:PORT, whose certificate is not verified.");

  static final Field<String> AUTHORITY =
      Field.optional(
          "authority",
          References.FILE,
          "Certificate, PEM, of the authority that vouches for it, where the hosts know none that"
              + " does.");
  static final Field<String> USER =
      Field.optional(
          "user",
          Scalar.matching(
              "a user's name",
              "puller",
              "[^:\\s]+",
              "is no user's name",
              "write it without colons and spaces (RFC 7617)"),
          "Who pulls images there; with a password.");
  static final PasswordKeys PASSWORD = PasswordKeys.of("the password");
  static final Field<Dictionary.Content<String, Values>> REGISTRIES =
      Field.defaulting(
          "registries",
          new Dictionary<>(
              References.REGISTRY,
              Section.of(
                  "{authority: registry.crt}",
                  AUTHORITY,
                  USER,
                  PASSWORD.file(),
                  PASSWORD.environment())),
          "{}",
          "How single registries are spoken to: {registry.example.com:5000: {authority:"
              + " registry.crt, user: puller, passwordFile: registry.password}}.");

  static final Section SECTION =
      Section.of("containerd", KIND, MIRRORS, INSECURE, REGISTRIES).shortFor(KIND);

  private static final Scalar<String> HANDLER =
      Scalar.matching(
          "a handler's name",
          "nvidia",
          "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
          "is no name of a handler",
          "write small letters, digits and hyphens, such as nvidia");

  private static final Scalar<String> PROGRAM =
      Scalar.text(
          "the path of a program",
          "/usr/bin/nvidia-container-runtime",
          "^/[^\\s]+$",
          text ->
              text.matches("/\\S+")
                  ? Parsed.good(text)
                  : Parsed.bad(
                      "\"%s\" is no absolute path".formatted(text),
                      "write where it is on the host, such as /usr/bin/nvidia-container-runtime"));

  static final Field<Runtime.Kind> HOST_KIND =
      Field.optional("kind", KINDS, "Which program it is; the site's where it is absent.");
  static final Field<String> HANDLER_NAME =
      Field.required("name", HANDLER, "The name that runtime classes have for it.");
  static final Field<String> HANDLER_PATH =
      Field.required("path", PROGRAM, "Where the program is on the host.");
  static final Field<Values> DEFAULT_HANDLER =
      Field.optional(
          "defaultHandler",
          Section.of(
              "{name: nvidia, path: /usr/bin/nvidia-container-runtime}",
              HANDLER_NAME,
              HANDLER_PATH),
          "A program that starts containers instead of runc, already installed there.");

  static final Section OF_HOST =
      Section.of("docker", HOST_KIND, DEFAULT_HANDLER).shortFor(HOST_KIND);
}
