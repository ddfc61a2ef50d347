package dev.daruma.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import dev.daruma.engine.shell.Shell;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshShellTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir Path directory = Path.of("");

  @SuppressWarnings("NullAway.Init")
  private SshHost host;

  @SuppressWarnings("NullAway.Init")
  private SshShells shells;

  @SuppressWarnings("NullAway.Init")
  private Shell shell;

  @BeforeEach
  void connect() {
    host = new SshHost(directory, Keys.HOST).authorize(Keys.USER.getPublic());
    shells =
        new SshShells(
            List.of(host.target(Keys.file(directory, Keys.USER))),
            new SshEnvironment(Optional.empty(), ignored -> Optional.empty()));
    shell = shells.on(new HostName("node01"));
  }

  @AfterEach
  void disconnect() {
    shells.close();
    host.close();
  }

  @Test
  void scriptsAreRun() {
    assertThat(shell.run(Fragment.script("echo out; echo err >&2; exit 3"), LIMIT))
        .isEqualTo(new Output(3, "out\n", "err\n"));
  }

  @Test
  void streamsAreFed() {
    assertThat(
            shell.feed(
                Fragment.script("cat; exit 3"), new ByteArrayInputStream(new byte[] {'x'}), LIMIT))
        .isEqualTo(new Output(3, "x", ""));
  }

  @Test
  void filesAreUploadedWithModeAndOwner() throws Exception {
    byte[] content = new byte[300_000];
    new Random(5).nextBytes(content);
    Path destination = directory.resolve("it's a file");
    shell.upload(
        new ByteArrayInputStream(content),
        destination,
        "0640",
        String.valueOf(Files.getAttribute(directory, "unix:uid")));
    assertThat(destination).hasBinaryContent(content);
    assertThat(Files.getPosixFilePermissions(destination)).hasSize(3);
  }
}
