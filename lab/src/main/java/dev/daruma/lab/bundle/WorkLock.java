package dev.daruma.lab.bundle;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/** One build at a time in a work folder. The kernel lets go of it however we end. */
record WorkLock(FileChannel channel) implements AutoCloseable {

  static WorkLock take(Path work, Consumer<String> progress) throws IOException {
    FileChannel channel =
        FileChannel.open(work.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock free = channel.tryLock();
    if (free == null) {
      progress.accept("waiting for another daruma that builds in " + work);
      channel.lock();
    }
    return new WorkLock(channel);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
