package dev.daruma.cluster.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.facts.OperatingSystem;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {
  private static final Path PAGE = Path.of("../docs/systems.md");
  private static final String TABLE = "<!-- systems -->\n";

  /** Lines of /etc/os-release that such hosts have, and dpkg's architecture. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PRETTY_NAME=\"Debian GNU/Linux 11 (bullseye)\";VERSION_ID=\"11\";ID=debian | Debian 11",
        "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\";VERSION_ID=\"12\";ID=debian | Debian 12",
        "PRETTY_NAME=\"Debian GNU/Linux 13 (trixie)\";VERSION_ID=\"13\";ID=debian | Debian 13",
        "NAME=\"Ubuntu\";VERSION_ID=\"20.04\";ID=ubuntu;ID_LIKE=debian | Ubuntu 20.04",
        "PRETTY_NAME=\"Ubuntu 22.04.4 LTS\";VERSION_ID=\"22.04\";ID=ubuntu;ID_LIKE=debian | Ubuntu 22.04",
        "PRETTY_NAME=\"Ubuntu 24.04.1 LTS\";VERSION_ID=\"24.04\";ID=ubuntu;ID_LIKE=debian | Ubuntu 24.04",
        "PRETTY_NAME=\"Ubuntu 26.04 LTS\";VERSION_ID=\"26.04\";ID=ubuntu;ID_LIKE=debian | Ubuntu 26.04",
        "PRETTY_NAME=\"Raspbian GNU/Linux 12 (bookworm)\";VERSION_ID=\"12\";ID=raspbian |",
        "NAME=\"Fedora Linux\";VERSION_ID=40;ID=fedora |",
        "NAME=\"Ubuntu\";VERSION_ID=\"23.10\";ID=ubuntu |",
        "'' |"
      })
  void isToldByItsOwnWords(String release, String name) {
    Output printed = new Output(0, release.replace(';', '\n') + "\nARCHITECTURE=arm64\n", "");
    OperatingSystem system =
        Observed.of(Map.of(OperatingSystem.PROBE, printed)).get(OperatingSystem.PROBE);
    assertThat(Distribution.of(system).map(Distribution::name).orElse(null)).isEqualTo(name);
  }

  /** {@code mvn test -Dgolden=write} writes the table; read the difference before committing it. */
  @Test
  void theTableIsDocumented() throws IOException {
    String page = Files.readString(PAGE);
    String now =
        page.substring(0, page.indexOf(TABLE) + TABLE.length()) + "\n" + Distribution.table();
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(PAGE, now);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(now);
  }
}
