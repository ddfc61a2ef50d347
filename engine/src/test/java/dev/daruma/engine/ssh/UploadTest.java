package dev.daruma.engine.ssh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Shell;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadTest {
  @TempDir Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private Path place;

  @SuppressWarnings("NullAway.Init")
  private String owner;

  @SuppressWarnings("NullAway.Init")
  private SshHost host;

  @SuppressWarnings("NullAway.Init")
  private SshShells shells;

  @SuppressWarnings("NullAway.Init")
  private Shell shell;

  @BeforeEach
  void connect() throws Exception {
    place = Files.createDirectory(directory.resolve("a place"));
    owner = String.valueOf(Files.getAttribute(place, "unix:uid"));
    host = new SshHost(directory, Keys.HOST).authorize(Keys.USER.getPublic());
    shells =
        new SshShells(List.of(host.target(Keys.file(directory, Keys.USER))), Connecting.NOTHING);
    shell = shells.on(new HostName("node01"));
  }

  @AfterEach
  void disconnect() {
    shells.close();
    host.close();
  }

  private static InputStream content(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private List<String> listed() throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void contentModeAndOwnerAreAsAskedFor() throws Exception {
    byte[] bytes = new byte[3_000_000];
    new Random(5).nextBytes(bytes);
    Path destination = place.resolve("it's \"odd\" $here");
    shell.upload(new ByteArrayInputStream(bytes), destination, "0640", owner);
    assertThat(destination).hasBinaryContent(bytes);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(destination)))
        .isEqualTo("rw-r-----");
    shell.upload(content(""), destination, "0755", owner);
    assertThat(destination).isEmptyFile();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(destination)))
        .isEqualTo("rwxr-xr-x");
    assertThat(listed()).containsExactly("it's \"odd\" $here");
  }

  @Test
  void theOldFileStaysUntilTheNewOneIsWhole() throws Exception {
    Path destination = Files.writeString(place.resolve("file"), "old");
    InputStream broken =
        new SequenceInputStream(
            content("new"),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("bad sector");
              }

              @Override
              public int read(byte[] chunk, int offset, int length) throws IOException {
                throw new IOException("bad sector");
              }
            });
    Problem problem = Problems.of(() -> shell.upload(broken, destination, "0644", owner));
    assertThat(problem.text())
        .isEqualTo(
            """
            node01: send a stream failed
              cause: what was to be sent could not be read: bad sector
              remedy: see that the file on this machine is whole, then run again""");
    // The host removes the temporary file by itself, a moment later.
    Fragment gone =
        Fragment.of("while ls -A %s | grep -q daruma; do sleep 0.01; done; ls -A %s", place, place);
    assertThat(shell.run(gone, Connecting.LIMIT).stdout()).isEqualTo("file\n");
    assertThat(destination).hasContent("old");
  }

  @Test
  void aFullDisk() throws Exception {
    Path destination = Files.writeString(place.resolve("file"), "old");
    host.program("cat", "exec /bin/cat \"$@\" >/dev/full");
    Problem problem =
        Problems.of(() -> shell.upload(content("x".repeat(100_000)), destination, "0644", owner));
    assertThat(problem.code()).isEqualTo(Code.DISK_FULL);
    assertThat(problem.text())
        .isEqualTo(
            """
            node01: write what was sent failed
              cause: /bin/cat: write error: No space left on device
              remedy: make room on node01 (df -h and df -i show where), then run again""");
    assertThat(destination).hasContent("old");
    assertThat(listed()).containsExactly("file");
  }

  @Test
  void whatArrivesDamagedIsNotPutInPlace() throws Exception {
    host.program("cat", "/bin/cat \"$@\"; echo more");
    Problem problem =
        Problems.of(() -> shell.upload(content("text"), place.resolve("file"), "0644", owner));
    assertThat(problem.code()).isEqualTo(Code.COMMAND_FAILED);
    assertThat(problem.cause()).isEqualTo("what arrived has another SHA-256 than what was sent");
    assertThat(listed()).isEmpty();
  }

  @Test
  void placesThatCannotBeWrittenTo() throws Exception {
    Path absent = place.resolve("absent");
    Problem problem =
        Problems.of(() -> shell.upload(content("text"), absent.resolve("file"), "0644", owner));
    assertThat(problem.code()).isEqualTo(Code.COMMAND_FAILED);
    assertThat(problem.text())
        .startsWith("node01: upload to " + absent + "/file failed\n  cause: ")
        .contains("No such file or directory")
        .endsWith(
            "remedy: see that " + absent + " is a directory on the host that root can write to");
    Path occupied = Files.createDirectory(place.resolve("occupied"));
    assertThat(Problems.of(() -> shell.upload(content("text"), occupied, "0644", owner)).cause())
        .contains("occupied");
    assertThat(listed()).containsExactly("occupied");
    assertThat(
            Problems.of(() -> shell.upload(content("x"), place.resolve("f"), "0644", "nobody-here"))
                .cause())
        .contains("nobody-here");
    assertThat(listed()).containsExactly("occupied");
  }

  @Test
  void whatAKilledUploadHasLeftIsRemovedByTheNext() throws Exception {
    Path left = Files.writeString(place.resolve(".file.daruma-12345678"), "half");
    Files.setLastModifiedTime(left, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
    Files.writeString(place.resolve(".other.daruma-12345678"), "another's");
    shell.upload(content("text"), place.resolve("file"), "0600", owner);
    assertThat(listed()).containsExactly(".other.daruma-12345678", "file");
  }
}
