package dev.daruma.engine.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each test runs with every shell a host may call {@code sh} and that this machine has. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.daruma.engine.shell.LocalPipes#shells")
class FeedTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @Parameter List<String> command = List.of();

  private final Deque<FramedShell> opened = new ArrayDeque<>();

  @AfterEach
  void close() {
    opened.forEach(FramedShell::close);
  }

  @Test
  void everyValueArrivesAsItIs() throws Exception {
    for (String value : OddValues.some(40)) {
      assertThat(feed(Fragment.of("printf %%s %s; cat", value), new byte[] {'!'}).stdout())
          .isEqualTo(value + "!");
    }
  }

  private Output feed(Fragment fragment, byte[] content) throws Exception {
    return feeding().feed(fragment, new ByteArrayInputStream(content), LIMIT);
  }

  /** A shell as {@link RootShell} starts it for a feed. */
  private FramedShell feeding() {
    String[] words =
        Stream.concat(command.stream(), Stream.of("-c", "IFS= read -r line && eval \"$line\""))
            .toArray(String[]::new);
    FramedShell shell = FramedShell.over(LocalPipes.start(words), "nonce7f3a");
    opened.push(shell);
    return shell;
  }

  @Test
  void aFragmentIsFedExactlyTheStream() throws Exception {
    byte[] content = new byte[3_000_000];
    new Random(7).nextBytes(content);
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    assertThat(feed(Fragment.script("\n\nsha256sum\n# end"), content).stdout())
        .isEqualTo(sum + "  -\n");
    assertThat(feed(Fragment.script("cat"), "no newline".getBytes(UTF_8)))
        .isEqualTo(new Output(0, "no newline", ""));
    assertThat(feed(Fragment.script("cat"), new byte[0])).isEqualTo(new Output(0, "", ""));
  }

  @Test
  void aFragmentNeedNotReadWhatItIsFed() throws Exception {
    assertThat(feed(Fragment.script("exit 4"), new byte[5_000_000]))
        .isEqualTo(new Output(4, "", ""));
  }

  @Test
  void aStreamThatBreaksIsToldApartFromAConnectionThatDoes() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("bad sector");
          }

          @Override
          public int read(byte[] chunk, int offset, int length) throws IOException {
            throw new IOException("bad sector");
          }
        };
    FramedShell shell = feeding();
    assertThatThrownBy(() -> shell.feed(Fragment.script("cat"), broken, LIMIT))
        .isInstanceOf(FeedBroken.class)
        .hasMessageContaining("bad sector");
  }
}
