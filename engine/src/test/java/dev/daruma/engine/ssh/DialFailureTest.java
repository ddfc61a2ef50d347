package dev.daruma.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target.HostKeys;
import dev.daruma.engine.problem.Problem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.session.helpers.MissingAttachedSessionException;
import org.junit.jupiter.api.Test;

class DialFailureTest {
  private static final Endpoint ENDPOINT =
      new Endpoint(
          new HostName("node01"),
          "192.0.2.21",
          22,
          "daruma",
          List.of(),
          new HostKeys.Pinned("SHA256:none"),
          Duration.ofSeconds(10),
          false);

  /** A race that a server loses or wins: it may end the connection before MINA has looked at it. */
  @Test
  void aConnectionThatEndsBeforeItIsTakenOverHasEndedBeforeTheLogin() {
    Handshake handshake =
        new Handshake(
            ENDPOINT,
            new Offer(List.of(), List.of()),
            new HostKeyCheck.ByFingerprint("SHA256:none"),
            List.of());
    Problem problem =
        DialFailure.notConnected(
            handshake,
            new IOException(new MissingAttachedSessionException("No session attached to it")));
    assertThat(problem.code()).isEqualTo(Problem.Code.UNREACHABLE);
    assertThat(problem.cause())
        .isEqualTo(
            "192.0.2.21 port 22 ended the connection before the login: it was open for a moment"
                + " only");
    assertThat(problem.remedy()).contains("journalctl -u ssh");
    assertThat(problem.passing()).isEmpty();
  }
}
