package dev.daruma.engine.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daruma.engine.shell.Output;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * An answer as it is kept until all hosts have answered. Long ones are packed: files that name
 * every host of a site, read from every host, grow with the square of the number of hosts.
 */
sealed interface Kept {
  /** Characters from which on packing is worth its time. */
  int LONG = 4096;

  Output output();

  static Kept of(Output output) {
    return output.stdout().length() < LONG ? new Plain(output) : Packed.of(output);
  }

  /** A short answer, as it is. */
  record Plain(Output output) implements Kept {}

  /** A long one. */
  final class Packed implements Kept {
    private final int status;
    private final byte[] stdout;
    private final String stderr;

    private Packed(int status, byte[] stdout, String stderr) {
      this.status = status;
      this.stdout = stdout;
      this.stderr = stderr;
    }

    private static Packed of(Output output) {
      Deflater fast = new Deflater(Deflater.BEST_SPEED);
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream stream = new DeflaterOutputStream(packed, fast)) {
        stream.write(output.stdout().getBytes(UTF_8));
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      } finally {
        fast.end();
      }
      return new Packed(output.status(), packed.toByteArray(), output.stderr());
    }

    /** In bytes. */
    int size() {
      return stdout.length;
    }

    @Override
    public Output output() {
      try (InflaterInputStream stream = new InflaterInputStream(new ByteArrayInputStream(stdout))) {
        return new Output(status, new String(stream.readAllBytes(), UTF_8), stderr);
      } catch (IOException impossible) {
        throw new UncheckedIOException(impossible);
      }
    }
  }
}
