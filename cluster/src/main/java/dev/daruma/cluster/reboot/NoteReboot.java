package dev.daruma.cluster.reboot;

import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Notes on the host that it is to start anew, so that a row that is cut off can be gone on with.
 *
 * @param drained whether it gets no new pods now; then it gets none afterwards
 */
record NoteReboot(HostName host, boolean drained) implements Step {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public Room room() {
    return ClusterRoom.NODE;
  }

  @Override
  public String title() {
    return "note reboot";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of();
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Rebooting.Noted(host));
  }

  @Override
  public int changeCount() {
    return 0;
  }

  @Override
  public List<String> explanation() {
    return List.of("so that a row of reboots that is cut off can be gone on with");
  }

  @Override
  public void run(Work work) {
    work.run(
        host,
        "note on the host that it is to start anew",
        "see that /var/lib has room, then run it again",
        BootMark.note(drained),
        LIMIT);
  }
}
