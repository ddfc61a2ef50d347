package dev.daruma.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daruma.cluster.site.Host;
import dev.daruma.engine.bundle.Checksum;
import java.util.stream.Collectors;

/** What a machine says of itself: as recorded, but for what no two machines have in common. */
record SimulatedMachine(Host host, String recorded) {
  String answer() {
    return recorded.lines().map(this::own).collect(Collectors.joining("\n")) + "\n";
  }

  private String own(String line) {
    String identity = Checksum.of(host.name().value().getBytes(UTF_8));
    String what = line.substring(0, Math.max(0, line.indexOf(' ')));
    return switch (what) {
      case "machine-id" -> what + " " + identity.substring(0, 32);
      case "mac" -> what + " " + mac(identity);
      case "host-key" -> what + " " + identity;
      case "clock" -> what + " " + System.currentTimeMillis();
      default -> line;
    };
  }

  /** One that was given out by nobody: the second bit says so. Source: IEEE 802, clause 8. */
  private static String mac(String identity) {
    StringBuilder mac = new StringBuilder("02");
    for (int at = 0; at < 10; at += 2) {
      mac.append(':').append(identity, at, at + 2);
    }
    return mac.toString();
  }
}
