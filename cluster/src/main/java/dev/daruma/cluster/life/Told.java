package dev.daruma.cluster.life;

import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.resource.Change;
import java.util.List;
import java.util.Optional;

/**
 * What other hosts must know of one that comes or goes: its name, the way to its pods, with whom
 * the endpoint's address is shared. Whatever else differs there, and whatever would restart
 * something, is left to the next apply.
 */
final class Told {
  private Told() {}

  /** The part of another host's act that tells it; empty where it is about something else. */
  static Optional<Act> of(Act act) {
    return switch (act) {
      case HostChange change -> {
        HostChange told = told(change);
        // One that has nothing to change says what holds.
        yield !change.isEmpty() && told.isEmpty() ? Optional.<Act>empty() : Optional.<Act>of(told);
      }
      // New names in certificates; the API server takes them up while it runs.
      case Step step -> act.room() == ClusterRoom.PKI ? Optional.of(step) : Optional.empty();
    };
  }

  private static HostChange told(HostChange change) {
    List<Change> told = change.changes().stream().filter(each -> tells(change, each)).toList();
    return new HostChange(
        change.host(),
        change.room(),
        change.title(),
        told,
        change.needs(),
        change.gives(),
        change.limits(),
        change.settling(),
        change.around());
  }

  private static boolean tells(HostChange act, Change change) {
    return change.restarts().isEmpty()
        && (act.room() == ClusterRoom.ENDPOINT
            || act.room() == ClusterRoom.NETWORK
            || change.label().equals("file /etc/hosts"));
  }
}
