package dev.daruma.lab.host;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;

/**
 * One at a time. The kernel frees the lock when its holder dies, so it cannot go stale; the file
 * goes with the lock, so that nothing is left behind.
 */
final class LabLock implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private LabLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  static LabLock take(Path file, Duration patience) {
    return Wait.atMost(patience)
        .forValue(() -> tryTake(file))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                        Problem.Code.LAB,
                        "lock the lab",
                        "process " + LabFiles.readIfThere(file).strip() + " holds " + file,
                        "wait until it has finished, or end it")));
  }

  private static Optional<LabLock> tryTake(Path file) {
    try {
      Files.createDirectories(file.getParent());
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!locked(channel)) {
        channel.close();
        return Optional.empty();
      }
      String holder = ProcessHandle.current().pid() + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(holder.getBytes(StandardCharsets.US_ASCII)));
      // The last holder may have removed the file between our open and our lock.
      if (!LabFiles.readIfThere(file).equals(holder)) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new LabLock(file, channel));
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
      channel.close();
    } catch (IOException e) {
      throw LabFiles.problem(e);
    }
  }
}
