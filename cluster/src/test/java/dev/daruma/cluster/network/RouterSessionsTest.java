package dev.daruma.cluster.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.shell.Output;
import java.net.Inet4Address;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouterSessionsTest {
  private static final long SYSTEM = 64_512;
  private static final BirdConf.Peer NODE =
      new BirdConf.Peer(new HostName("node01"), Inet4Address.ofLiteral("192.168.3.21"));
  private static final String HEAD =
      """
      BIRD 2.0.12 ready.
      Name       Proto      Table      State  Since         Info
      """;

  @Test
  void establishedSessionsAreNotWorthAWord() {
    assertThat(
            missing(
                "router_192_168_3_1 BGP        ---        up     12:07:30.104  Established   \n"))
        .isEmpty();
  }

  @Test
  void whatBirdSaysOfOthersIsTold() {
    assertThat(
            missing(
                """
                router_192_168_3_1 BGP        ---        start  12:07:30.104  Active        Socket: Connection refused
                router_192_168_3_2 BGP        ---        up     2026-11-28    Established
                router_192_168_3_3 BGP        ---        start  12:07:30.104  Idle          Received: Bad peer AS
                router_192_168_3_4 BGP        ---        down   12:07:30.104
                """))
        .containsExactly(
            "the router 192.168.3.1 does not speak to node01 (Active Socket: Connection refused);"
                + " it has to know 192.168.3.21, AS 64512, as a neighbour",
            "the router 192.168.3.3 does not speak to node01 (Idle Received: Bad peer AS);"
                + " it has to know 192.168.3.21, AS 64512, as a neighbour",
            "the router 192.168.3.4 does not speak to node01 (down);"
                + " it has to know 192.168.3.21, AS 64512, as a neighbour");
  }

  @Test
  void aBirdThatDoesNotAnswerIsTold() {
    assertThat(
            RouterSessions.missing(
                NODE, SYSTEM, new Output(1, "", "Unable to connect to server control socket\n")))
        .containsExactly(
            "BIRD on node01 does not answer: Unable to connect to server control socket");
  }

  private static List<String> missing(String lines) {
    return RouterSessions.missing(NODE, SYSTEM, new Output(0, HEAD + lines, ""));
  }
}
