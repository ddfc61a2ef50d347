package dev.daruma.cluster.site.file;

import dev.daruma.cluster.pki.Usage;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Dictionary;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Scalar;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The keys of cfssl's request files that daruma honours; others are refused rather than passed
 * over. Source: cfssl, csr/csr.go and config/config.go.
 */
final class CfsslKeys {
  private CfsslKeys() {}

  /** Source: Go, time.ParseDuration; parts of seconds make no certificate. */
  private static final Pattern DURATION =
      Pattern.compile("(?:(\\d{1,7})h)?(?:(\\d{1,7})m)?(?:(\\d{1,7})s)?");

  /** A century, as in the site file. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Scalar<Duration> EXPIRY_FORM =
      Scalar.text(
          "a duration",
          "8760h",
          "^([0-9]+h)?([0-9]+m)?([0-9]+s)?$",
          text -> {
            var form = DURATION.matcher(text);
            var duration = form.matches() ? duration(form.toMatchResult()) : Duration.ZERO;
            if (!duration.isPositive()) {
              return Parsed.bad(
                  "\"%s\" is no lifetime".formatted(text),
                  "write hours, minutes and seconds, such as 8760h or 1h30m");
            }
            return duration.compareTo(LONGEST) > 0
                ? Parsed.bad(text + " is out of range", "write a lifetime of at most 876000h")
                : Parsed.good(duration);
          });

  private static final Scalar<String> TEXT =
      Scalar.text(
          "a text",
          "kubernetes",
          "^.+$",
          text ->
              text.isBlank()
                  ? Parsed.bad("the text is empty", "write it, or take the key out")
                  : Parsed.good(text));

  enum Algorithm {
    RSA("rsa"),
    ECDSA("ecdsa");

    private final String text;

    Algorithm(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static final Field<String> COMMON_NAME = Field.required("CN", TEXT, "Common name.");

  static final Field<Algorithm> ALGORITHM =
      Field.required(
          "algo", Choice.of("key algorithm", Algorithm.values()), "Algorithm of the key.");
  static final Field<Long> SIZE =
      Field.required("size", Scalar.whole("a key size", 2048, 1, 16_384), "Its size in bits.");
  static final Field<Values> KEY =
      Field.defaulting(
          "key",
          Section.of("{\"algo\": \"rsa\", \"size\": 2048}", ALGORITHM, SIZE),
          "{algo: ecdsa, size: 256}",
          "Kind of the key.");

  static final Field<String> COUNTRY = Field.optional("C", TEXT, "Country.");
  static final Field<String> STATE = Field.optional("ST", TEXT, "State or province.");
  static final Field<String> LOCALITY = Field.optional("L", TEXT, "Town.");
  static final Field<String> ORGANIZATION = Field.optional("O", TEXT, "Organization.");
  static final Field<String> UNIT = Field.optional("OU", TEXT, "Part of the organization.");
  static final Field<List<Placed<Values>>> NAMES =
      Field.defaulting(
          "names",
          Listing.of(
              Section.of("{\"O\": \"example\"}", COUNTRY, STATE, LOCALITY, ORGANIZATION, UNIT)),
          "[]",
          "Further parts of the name.");

  static final Field<List<Placed<String>>> HOSTS =
      Field.required(
          "hosts", Listing.ofSome(Names.CERTIFICATE_NAME), "Names and addresses it is valid for.");

  static final Field<Duration> AUTHORITY_EXPIRY =
      Field.defaulting("expiry", EXPIRY_FORM, "43800h", "Lifetime of the authority.");
  static final Field<Values> AUTHORITY =
      Field.defaulting(
          "ca",
          Section.of("{\"expiry\": \"87600h\"}", AUTHORITY_EXPIRY),
          "{}",
          "What is an authority's alone.");

  static final Section AUTHORITY_FILE =
      Section.of("{\"CN\": \"kubernetes\"}", COMMON_NAME, KEY, NAMES, AUTHORITY);
  static final Section SERVER_FILE =
      Section.of("{\"CN\": \"kubernetes\"}", COMMON_NAME, HOSTS, KEY, NAMES);

  static final Field<Duration> EXPIRY =
      Field.required("expiry", EXPIRY_FORM, "Lifetime of certificates.");

  /** Source: cfssl, config/config.go, KeyUsage and ExtKeyUsage. */
  enum UsageWord {
    SIGNING("signing", Usage.DIGITAL_SIGNATURE),
    DIGITAL_SIGNATURE("digital signature", Usage.DIGITAL_SIGNATURE),
    CONTENT_COMMITMENT("content commitment", Usage.CONTENT_COMMITMENT),
    KEY_ENCIPHERMENT("key encipherment", Usage.KEY_ENCIPHERMENT),
    DATA_ENCIPHERMENT("data encipherment", Usage.DATA_ENCIPHERMENT),
    KEY_AGREEMENT("key agreement", Usage.KEY_AGREEMENT),
    SERVER_AUTH("server auth", Usage.SERVER_AUTH),
    CLIENT_AUTH("client auth", Usage.CLIENT_AUTH);

    private final String text;
    private final Usage usage;

    UsageWord(String text, Usage usage) {
      this.text = text;
      this.usage = usage;
    }

    Usage usage() {
      return usage;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  static final Field<List<Placed<UsageWord>>> USAGES =
      Field.defaulting(
          "usages",
          Listing.of(Choice.of("usage", UsageWord.values())),
          "[]",
          "What certificates may be used for.");
  static final Section PROFILE =
      Section.of(
          "{\"expiry\": \"8760h\", \"usages\": [\"signing\", \"server auth\"]}", EXPIRY, USAGES);
  static final Field<Values> DEFAULT_PROFILE =
      Field.optional("default", PROFILE, "The profile without a name.");
  static final Field<Dictionary.Content<String, Values>> PROFILES =
      Field.required("profiles", new Dictionary<>(TEXT, PROFILE), "The profiles by name.");
  static final Field<Values> SIGNING =
      Field.required(
          "signing",
          Section.of("{\"profiles\": {}}", DEFAULT_PROFILE, PROFILES),
          "How certificates are signed.");
  static final Section SIGNING_FILE = Section.of("{\"signing\": {}}", SIGNING);

  private static Duration duration(MatchResult form) {
    return Duration.ofHours(number(form, 1))
        .plusMinutes(number(form, 2))
        .plusSeconds(number(form, 3));
  }

  private static long number(MatchResult form, int group) {
    var text = form.group(group);
    return text == null ? 0 : Long.parseLong(text);
  }
}
