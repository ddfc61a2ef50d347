package dev.daruma.cluster.packages;

import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.packages.Seeding.ReceiverKey;
import dev.daruma.cluster.packages.Seeding.Served;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.DiskFull;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Held;
import dev.daruma.engine.shell.Holding;
import dev.daruma.engine.shell.Output;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Copies the host's part of the bundle from another host of the site, and compares each file's
 * checksum with the operator's list. When that host cannot give it, the operator's machine does.
 */
record FetchBundle(Host to, Host from, HostBundle bundle) implements Step {
  static final Duration LIMIT = Duration.ofMinutes(30);

  /** Keys are made, and an sshd started; slow boards want their time. */
  private static final Duration PREPARING = Duration.ofMinutes(1);

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
    return "fetch bundle";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(new Milestones.BundleCopied(from.name()));
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.BundleCopied(host()));
  }

  @Override
  public List<String> explanation() {
    return List.of(bundle.amount(to) + ", from " + from.name() + ", compared by SHA-256");
  }

  @Override
  public void run(Work work) {
    fetch(work)
        .ifPresent(
            why -> {
              work.say(from.name() + " cannot give it (" + why + "); sending it from here");
              new CopyBundle(to, bundle).run(work);
            });
  }

  /** Why it could not be had from the other host; empty when it is here. */
  private Optional<String> fetch(Work work) {
    Seeding seeding = new Seeding(to, from, bundle);
    try (Held keeper = held(work, host(), seeding.key())) {
      ReceiverKey key = ReceiverKey.parse(keeper.said());
      try (Held seed = held(work, from.name(), seeding.serving(key))) {
        Output output =
            work.shell(host()).run(seeding.fetching(key, Served.parse(seed.said())), LIMIT);
        DiskFull.in(output, host(), "fetch the bundle to " + bundle.folder())
            .ifPresent(
                problem -> {
                  throw new ProblemException(problem);
                });
        return output.succeeded() ? Optional.empty() : Optional.of(line(output.said()));
      }
    } catch (ProblemException problem) {
      if (problem.problem().code() == Problem.Code.DISK_FULL) {
        throw problem;
      }
      return Optional.of(line(problem.problem().cause()));
    } catch (IllegalArgumentException odd) {
      return Optional.of(String.valueOf(odd.getMessage()));
    }
  }

  private static Held held(Work work, HostName host, Fragment fragment) {
    return switch (work.shell(host).hold(fragment, PREPARING)) {
      case Holding.Granted(Held held) -> held;
      case Holding.Denied(Output output) ->
          throw new ProblemException(
              Problem.of(
                  Problem.Code.COMMAND_FAILED,
                  host,
                  "prepare to pass the bundle on",
                  host + ": " + output.said(),
                  "none is needed: it is sent from here"));
    };
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s*\\R\\s*", "; ");
  }
}
