package dev.daruma.engine.resource;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file with exactly this content, mode and owner, replaced by rename.
 *
 * @param path absolute
 * @param mode four octal digits, such as {@code 0644}
 * @param owner user and group, such as {@code root:root}
 */
public record HostFile(String path, Content content, String mode, String owner)
    implements Resource {
  /**
   * A file as it stands on a host.
   *
   * @param text empty when the file is read by its checksum only
   * @param modified seconds since the epoch
   */
  public record Present(
      String mode, String owner, long modified, String checksum, Optional<String> text) {
    private static final Pattern HEAD =
        Pattern.compile("(\\d+) (\\S+) (\\d+)(?: ([0-9a-f]{64}))?\n", Pattern.MULTILINE);

    static Optional<Present> parse(Output output, boolean withText) {
      Matcher head = HEAD.matcher(output.stdout());
      if (!output.succeeded() || !head.lookingAt()) {
        return Optional.empty();
      }
      String digits = head.group(1);
      String text = output.stdout().substring(head.end());
      return Optional.of(
          new Present(
              "0".repeat(Math.max(0, 4 - digits.length())) + digits,
              head.group(2),
              Long.parseLong(head.group(3)),
              withText ? Content.of(text).checksum() : head.group(4),
              withText ? Optional.of(text) : Optional.empty()));
    }
  }

  public static HostFile of(String path, String text) {
    return new HostFile(path, Content.of(text), "0644", "root:root");
  }

  public static HostFile executable(String path, String text) {
    return new HostFile(path, Content.of(text), "0755", "root:root");
  }

  public static HostFile secret(String path, String text) {
    return new HostFile(path, Content.secret(text), "0600", "root:root");
  }

  /** Reads a file with its text. */
  public static Probe<Optional<Present>> reading(String path) {
    return Probe.of(
        "file " + path, PresentFiles.BATCH, path, output -> Present.parse(output, true));
  }

  /** Reads a file's checksum, mode and owner, and leaves its text where it is. */
  public static Probe<Optional<Present>> checksumOf(String path) {
    return Probe.of(
        "checksum " + path,
        Fragment.of(
            """
            [ -f %s ] || exit 3
            printf '%%s %%s\\n' "$(stat -c '%%a %%U:%%G %%Y' %s)" "$(sha256sum <%s | cut -c1-64)\"""",
            path, path, path),
        output -> Present.parse(output, false));
  }

  @Override
  public String label() {
    return "file " + path;
  }

  Probe<Optional<Present>> probe() {
    return content.secret() ? checksumOf(path) : reading(path);
  }

  @Override
  public List<Probe<?>> probes() {
    return List.of(probe());
  }

  @Override
  public Optional<Change> difference(Observed observed) {
    Optional<Present> present = observed.get(probe());
    List<String> reasons = new ArrayList<>();
    if (present.isEmpty()) {
      reasons.add("new");
    } else {
      Present file = present.get();
      if (!file.checksum().equals(content.checksum())) {
        reasons.add("content");
      }
      if (!file.mode().equals(mode)) {
        reasons.add("mode " + mode + " instead of " + file.mode());
      }
      if (!file.owner().equals(owner)) {
        reasons.add("owner " + owner + " instead of " + file.owner());
      }
    }
    if (reasons.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(label(), String.join(", ", reasons), diff(present), replacement()));
  }

  private List<String> diff(Optional<Present> present) {
    if (content.secret()) {
      return List.of("(secret, " + content.text().length() + " characters)");
    }
    List<String> before = lines(present.flatMap(Present::text).orElse(""));
    List<String> after = lines(content.text());
    return UnifiedDiffUtils.generateUnifiedDiff(
        present.isPresent() ? path : "/dev/null", path, before, DiffUtils.diff(before, after), 3);
  }

  private static List<String> lines(String text) {
    return text.isEmpty() ? List.of() : text.lines().toList();
  }

  private Fragment replacement() {
    return Fragment.of(
        """
        path=%s
        mkdir -p "$(dirname "$path")" &&
        fresh=$(mktemp "$path.daruma-XXXXXX") &&
        { base64 -d >"$fresh" <<'DARUMA-CONTENT'
        %s
        DARUMA-CONTENT
        } && chmod %s "$fresh" && chown %s "$fresh" && sync "$fresh" && mv -f "$fresh" "$path" || { rm -f "$fresh"; exit 1; }""",
        path, Fragment.script(content.encoded()), mode, owner);
  }
}
