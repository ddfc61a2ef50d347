package dev.daruma.lab.host;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** Waits until a host is up: systemd has started everything, and sshd answers with its own key. */
record Readiness(LabMachine machine) {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Asking takes a process on a machine that is busy booting. */
  private static final Duration INTERVAL = Duration.ofMillis(200);

  /** systemctl(1), is-system-running: degraded is up, with a unit that failed. */
  private static final List<String> BOOTED = List.of("running", "degraded");

  void await() {
    await(_ -> true);
  }

  /** Waits for a boot whose first process is such a one. */
  void await(LongPredicate leader) {
    String[] seen = {"no first process"};
    boolean up =
        Wait.atMost(LIMIT)
            .every(INTERVAL)
            .until(
                () -> {
                  seen[0] = obstacle(leader).orElse("");
                  return seen[0].isEmpty();
                });
    if (!up) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.LAB,
              machine.name(),
              "boot",
              "after " + LIMIT.toSeconds() + " s: " + seen[0] + "\n" + machine.disk().lastWords(),
              "see console.log in " + machine.disk().folder() + ", then take the lab down and up"));
    }
  }

  /** What it is not ready for; a host with its cable cut cannot answer, and need not. */
  private Optional<String> obstacle(LongPredicate wanted) {
    Optional<Long> leader = machine.leader();
    if (leader.isEmpty() || !wanted.test(leader.get())) {
      return Optional.of("no first process");
    }
    String state = systemState(leader.get());
    if (!BOOTED.contains(state)) {
      return Optional.of("systemd says '" + state + "'");
    }
    if (!machine.isCut() && !answersSsh()) {
      return Optional.of("sshd does not answer at " + address());
    }
    return Optional.empty();
  }

  private static String systemState(long leader) {
    return Command.of("systemctl", "is-system-running")
        .prefixed("nsenter", "--target", Long.toString(leader), "--mount", "--pid", "--")
        .run()
        .output()
        .strip();
  }

  private boolean answersSsh() {
    String key = machine.disk().hostKey().publicKey();
    return Command.of("ssh-keyscan", "-T", "1", "-t", "ed25519", address())
        .in(machine.network().namespace())
        .run()
        .output()
        .contains(key);
  }

  private String address() {
    return machine.host().address().getHostAddress();
  }
}
