package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Version;
import dev.daruma.cluster.site.shape.Parsed;
import dev.daruma.cluster.site.shape.Scalar;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Pattern;

/** How times, versions and ports are written. */
final class Amounts {
  private Amounts() {}

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m|h|d|w|y)");
  private static final Pattern OUTAGE_FORM = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,3})?)(ms|s)");
  private static final BigDecimal LONGEST_OUTAGE = BigDecimal.valueOf(600_000);
  private static final Duration CENTURY = Duration.ofDays(36_500);

  static final Scalar<Long> PORT = Scalar.whole("a port", 22, 1, 65_535);

  static final Scalar<Duration> TIMEOUT =
      duration("10s", Duration.ofSeconds(1), Duration.ofMinutes(10), "1s to 10m");
  static final Scalar<Duration> REACTION =
      duration("20s", Duration.ofSeconds(1), Duration.ofHours(1), "1s to 1h");
  static final Scalar<Duration> LIFETIME =
      duration("1y", Duration.ofSeconds(1), CENTURY, "1s to 100y");

  /** Short times, in which a decimal point says more than another unit. */
  static final Scalar<Duration> OUTAGE =
      Scalar.text("a duration", "1.5s", "^[0-9]{1,4}(\\.[0-9]{1,3})?(ms|s)$", Amounts::outage);

  static final Scalar<Version> KUBERNETES =
      Scalar.text(
          "a version",
          "1.20.2",
          "^v?[0-9]+\\.[0-9]+\\.[0-9]+$",
          text ->
              Version.parse(text)
                  .map(Parsed::good)
                  .orElseGet(
                      () ->
                          Parsed.bad(
                              "\"%s\" is no version".formatted(text),
                              "write three numbers, such as 1.20.2")));

  static final Scalar<Integer> SHARE =
      Scalar.text(
          "a share",
          "25%",
          "^([1-9][0-9]?|100)%$",
          text ->
              text.matches("([1-9][0-9]?|100)%")
                  ? Parsed.good(Integer.valueOf(text.substring(0, text.length() - 1)))
                  : Parsed.bad(
                      "\"%s\" is no share from 1%% to 100%%".formatted(text),
                      "write a whole number and a percent sign, such as 25%"));

  private static Scalar<Duration> duration(
      String example, Duration least, Duration most, String range) {
    return Scalar.text(
        "a duration",
        example,
        "^[0-9]{1,6}(ms|s|m|h|d|w|y)$",
        text -> {
          var form = DURATION.matcher(text);
          if (text.matches("\\d+")) {
            return Parsed.bad(
                "\"%s\" has no unit".formatted(text), "write it with one, such as " + example);
          }
          if (!form.matches()) {
            return Parsed.bad(
                "\"%s\" is no duration".formatted(text),
                "write a number and one of ms, s, m, h, d, w, y (365 days), such as " + example);
          }
          var duration = of(Long.parseLong(form.group(1)), form.group(2));
          return duration.compareTo(least) < 0 || duration.compareTo(most) > 0
              ? Parsed.bad(text + " is out of range", "write a duration from " + range)
              : Parsed.good(duration);
        });
  }

  private static Parsed<Duration> outage(String text) {
    var form = OUTAGE_FORM.matcher(text);
    if (!form.matches()) {
      return Parsed.bad(
          "\"%s\" is no duration of an outage".formatted(text),
          "write a number and ms or s, such as 1.5s");
    }
    var milliseconds =
        new BigDecimal(form.group(1)).movePointRight(form.group(2).equals("s") ? 3 : 0);
    return milliseconds.compareTo(BigDecimal.ONE) < 0 || milliseconds.compareTo(LONGEST_OUTAGE) > 0
        ? Parsed.bad(text + " is out of range", "write a duration from 1ms to 600s")
        : Parsed.good(Duration.ofMillis(milliseconds.longValue()));
  }

  private static Duration of(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      case "w" -> Duration.ofDays(7 * number);
      case "y" -> Duration.ofDays(365 * number);
      default -> throw new IllegalArgumentException("no unit: " + unit);
    };
  }
}
