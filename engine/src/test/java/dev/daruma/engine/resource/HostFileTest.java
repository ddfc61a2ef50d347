package dev.daruma.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.LocalShell;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against this machine's own shell and files. */
class HostFileTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final LocalShell shell = new LocalShell();
  private String owner = "";

  @BeforeEach
  void ownOwner() throws IOException {
    PosixFileAttributes attributes = Files.readAttributes(folder, PosixFileAttributes.class);
    owner = attributes.owner().getName() + ":" + attributes.group().getName();
  }

  @Test
  void aMissingFileIsWrittenWithItsFolder() throws IOException {
    HostFile file = file("deep/below/hosts", "one\ntwo\n");

    Change change = difference(file).orElseThrow();

    assertThat(change.label()).isEqualTo("file " + file.path());
    assertThat(change.reason()).isEqualTo("new");
    assertThat(change.diff())
        .containsExactly("--- /dev/null", "+++ " + file.path(), "@@ -0,0 +1,2 @@", "+one", "+two");
    apply(change);
    assertThat(Files.readString(Path.of(file.path()))).isEqualTo("one\ntwo\n");
    assertThat(difference(file)).isEmpty();
  }

  @Test
  void aDifferentFileShowsOnlyWhatDiffers() {
    HostFile before = file("conf", "a\nb\nc\n");
    apply(difference(before).orElseThrow());

    Change change = difference(file("conf", "a\nB\nc\n")).orElseThrow();

    assertThat(change.reason()).isEqualTo("content");
    assertThat(change.diff()).contains("-b", "+B", " a", " c").doesNotContain("-a", "-c");
  }

  @Test
  void modeIsCompared() throws IOException {
    HostFile file = file("conf", "a\n");
    apply(difference(file).orElseThrow());
    Files.setPosixFilePermissions(
        Path.of(file.path()), PosixFilePermissions.fromString("rwxrwxrwx"));

    assertThat(difference(file).orElseThrow().reason()).isEqualTo("mode 0644 instead of 0777");
  }

  @Test
  void aSecretIsInNeitherDiffNorText() {
    HostFile secret =
        new HostFile(folder.resolve("key").toString(), Content.secret("hush"), "0600", owner);

    Change change = difference(secret).orElseThrow();

    assertThat(change.diff()).containsExactly("(secret, 4 characters)");
    assertThat(change.toString()).doesNotContain("hush");
    assertThat(secret.toString()).doesNotContain("hush");
    apply(change);
    assertThat(difference(secret)).isEmpty();
    Output read = shell.run(HostFile.checksumOf(secret.path()).fragment(), LIMIT);
    assertThat(read.stdout()).doesNotContain("hush");
  }

  @Test
  void whateverTextArrivesExactly() throws IOException {
    Random random = new Random(20);
    for (int round = 0; round < 30; round++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(200);
      for (int at = 0; at < length; at++) {
        text.append("'\"$`\\\n\t %s€äx\0#!".charAt(random.nextInt(16)));
      }
      HostFile file = file("odd name's $file", text.toString());
      difference(file).ifPresent(this::apply);
      assertThat(Files.readString(Path.of(file.path()))).isEqualTo(text.toString());
      assertThat(difference(file)).isEmpty();
    }
  }

  @Test
  void aFileThatCannotBeWrittenLeavesNothingBehind() throws IOException {
    Path blocked = Files.createDirectory(folder.resolve("blocked"));
    Files.createDirectory(blocked.resolve("conf"));
    Files.writeString(blocked.resolve("conf/inside"), "");
    HostFile file = file("blocked/conf/inside/below", "text");

    Output output = shell.run(difference(file).orElseThrow().fragment(), LIMIT);

    assertThat(output.succeeded()).isFalse();
    try (var left = Files.walk(blocked)) {
      assertThat(left.filter(path -> path.toString().contains("daruma-"))).isEmpty();
    }
  }

  private HostFile file(String name, String text) {
    return new HostFile(folder.resolve(name).toString(), Content.of(text), "0644", owner);
  }

  private Optional<Change> difference(HostFile file) {
    return file.difference(Observed.read(shell, file.probes()));
  }

  private void apply(Change change) {
    assertThat(shell.run(change.fragment(), LIMIT)).extracting(Output::stderr).isEqualTo("");
  }
}
