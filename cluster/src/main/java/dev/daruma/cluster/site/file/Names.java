package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Cidr;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Scalar;
import dev.daruma.engine.host.HostName;
import java.util.Locale;
import java.util.regex.Pattern;

/** How names of all kinds are written. */
final class Names {
  private Names() {}

  private static final String LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final String DOMAIN_FORM = LABEL + "(\\." + LABEL + ")*";
  private static final Pattern DOMAIN_PATTERN = Pattern.compile(DOMAIN_FORM);
  private static final int DOMAIN_LIMIT = 253;

  /** One DNS label (RFC 1123, section 2.1): it names a folder and the kubeconfig's context. */
  static final Scalar<String> SITE =
      Scalar.text("a name", "neko", anchored(LABEL), Names::parseLabel);

  static final Scalar<HostName> HOST =
      Scalar.text(
          "a host name",
          "node01",
          anchored(LABEL),
          text ->
              switch (parseLabel(text)) {
                case Parsed.Good<String>(var name) -> Parsed.good(new HostName(name));
                case Parsed.Bad<String>(var what, var remedy) -> Parsed.bad(what, remedy);
              });

  static final Scalar<String> DOMAIN =
      Scalar.text(
          "a DNS domain",
          "cluster.local",
          anchored(DOMAIN_FORM),
          text ->
              isDomain(text)
                  ? Parsed.good(text)
                  : Parsed.bad(
                      "\"%s\" is no DNS domain".formatted(text),
                      "write lower-case labels joined by dots, such as cluster.local"));

  /** What a certificate may bear; a wildcard may stand for the first label, as kubeadm has it. */
  static final Scalar<String> CERTIFICATE_NAME =
      Scalar.text(
          "a DNS name or an IP address",
          "api.example.com",
          "^((\\*\\.)?" + DOMAIN_FORM + "|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)$",
          text ->
              isCertificateName(text)
                  ? Parsed.good(text)
                  : Parsed.bad(
                      "\"%s\" is neither a DNS name nor an IP address".formatted(text),
                      "write it like api.example.com or 203.0.113.7, without scheme and port"));

  /** A host outside the site, which may be looked up. */
  static final Scalar<String> MACHINE =
      Scalar.text(
          "a host name or address",
          "bastion.example.com",
          anchored(DOMAIN_FORM),
          text ->
              isAddressOrDomain(text)
                  ? Parsed.good(text)
                  : Parsed.bad(
                      "\"%s\" is neither a host name nor an IPv4 address".formatted(text),
                      "write it like bastion.example.com; user and port have keys of their own"));

  static final Scalar<String> USER =
      Scalar.text(
          "a user name",
          "ubuntu",
          "^[A-Za-z_][A-Za-z0-9_.-]*$",
          text ->
              text.matches("[A-Za-z_][A-Za-z0-9_.-]*")
                  ? Parsed.good(text)
                  : Parsed.bad(
                      "\"%s\" is no user name".formatted(text),
                      "write letters, digits, dots, hyphens and underscores, such as ubuntu"));

  static final Scalar<String> ENVIRONMENT_VARIABLE =
      Scalar.text(
          "the name of an environment variable",
          "SUDO_PASSWORD",
          "^[A-Za-z_][A-Za-z0-9_]*$",
          text ->
              text.matches("[A-Za-z_][A-Za-z0-9_]*")
                  ? Parsed.good(text)
                  : Parsed.bad(
                      // The text may be the password itself, and is not repeated.
                      "this is no name of an environment variable",
                      "write its name, such as SUDO_PASSWORD, not the password"));

  static boolean isDomain(String text) {
    return text.length() <= DOMAIN_LIMIT && DOMAIN_PATTERN.matcher(text).matches();
  }

  private static Parsed<String> parseLabel(String text) {
    return HostName.isValid(text)
        ? Parsed.good(text)
        : Parsed.bad(
            "\"%s\" is no name of lower-case letters, digits and hyphens".formatted(text),
            "write at most 63 of them, such as " + tidied(text));
  }

  /** The nearest name that is valid. */
  private static String tidied(String text) {
    var tidy =
        text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    var fitting = tidy.substring(0, Math.min(63, tidy.length())).replaceAll("-+$", "");
    return fitting.isEmpty() ? "node01" : fitting;
  }

  private static boolean isCertificateName(String text) {
    var name = text.startsWith("*.") ? text.substring(2) : text;
    return Addresses.isIpv6(text) || (text.equals(name) ? isAddressOrDomain(name) : isDomain(name));
  }

  /** Four numbers are an address or a mistake, never a domain. */
  private static boolean isAddressOrDomain(String text) {
    return text.matches("[0-9.]+") ? Cidr.parseAddress(text).isPresent() : isDomain(text);
  }

  private static String anchored(String form) {
    return "^" + form + "$";
  }
}
