package dev.daruma.cluster.packages;

import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Stopping;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.shell.Fragment;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Sends the host its part of the bundle from here, and compares each file's checksum there. */
record CopyBundle(Host to, HostBundle bundle) implements Step {
  private static final Duration LIMIT = Duration.ofMinutes(30);
  private static final int PIPE_BYTES = 1 << 20;

  @Override
  public HostName host() {
    return to.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.PACKAGES;
  }

  @Override
  public String title() {
    return "copy bundle";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of();
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.BundleCopied(host()));
  }

  @Override
  public Stopping stopping() {
    return Stopping.IS_CUT;
  }

  @Override
  public List<String> explanation() {
    return List.of(bundle.amount(to) + ", from here, compared by SHA-256");
  }

  @Override
  public void run(Work work) {
    try (InputStream tar = tar()) {
      work.feed(
          host(),
          "copy the bundle to " + bundle.folder(),
          "run apply again; the copy starts anew",
          bundle.unpacking(to, Fragment.script("tar -xf -")),
          tar,
          LIMIT);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private InputStream tar() throws IOException {
    PipedInputStream reading = new PipedInputStream(PIPE_BYTES);
    PipedOutputStream writing = new PipedOutputStream(reading);
    Thread.ofVirtual()
        .name("bundle for " + host())
        .start(
            () -> {
              try (writing) {
                bundle.bundle().writeTo(writing, entry -> bundle.wants(to, entry));
              } catch (IOException | RuntimeException broken) {
                // The host's tar sees the end of the stream too early and says so.
              }
            });
    return reading;
  }
}
