package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AptSourcesTest {

  @Test
  void readsStanzas() {
    assertThat(
            lines(
                AptSources.deb822(
                    """
                    Types: deb deb-src
                    # a comment
                    URIs: http://mirror.example/debian
                    Suites: bookworm bookworm-updates
                     bookworm-backports
                    Components: main contrib
                    Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

                    Types: deb
                    URIs: http://mirror.example/debian-security/
                    Suites: bookworm-security
                    Components: main
                    """)))
        .containsExactly(
            "deb http://mirror.example/debian bookworm main",
            "deb http://mirror.example/debian bookworm-updates main",
            "deb http://mirror.example/debian-security/ bookworm-security main");
  }

  @Test
  void readsLines() {
    assertThat(
            lines(
                AptSources.oneLine(
                    """
                    # deb http://off.example/debian bookworm main
                    deb [arch=amd64 signed-by=/key.gpg] http://mirror.example/debian bookworm main
                    deb-src http://mirror.example/debian bookworm main
                    """)))
        .containsExactly("deb http://mirror.example/debian bookworm main");
  }

  @Test
  void leavesOutWhatIsNotDebian() {
    assertThat(
            lines(
                AptSources.oneLine(
                    """
                    deb https://packages.example/apt cloud-sdk-bookworm main
                    deb https://download.example/linux/debian bookworm stable
                    deb https://apt.example bookworm main
                    """)))
        .isEmpty();
  }

  @Test
  void leavesOutWhatIsSwitchedOff() {
    assertThat(
            AptSources.deb822(
                "Types: deb\nEnabled: no\nURIs: http://a.example/debian\nSuites: bookworm\n"))
        .isEmpty();
  }

  @Test
  void takesTheMirrorOfAnotherRelease() {
    assertThat(
            lines(
                AptSources.oneLine(
                    """
                    deb http://mirror.example/debian trixie main
                    deb http://mirror.example/debian trixie-updates main
                    deb http://mirror.example/debian-security trixie-security main
                    """)))
        .containsExactly("deb http://mirror.example/debian bookworm main");
  }

  @Test
  void updatesAloneAreNoSource() {
    assertThat(
            lines(
                AptSources.oneLine(
                    "deb http://mirror.example/debian-security bookworm-security main")))
        .isEmpty();
  }

  private static List<String> lines(List<AptSources.Entry> entries) {
    return Stream.of(new AptSources(entries))
        .flatMap(sources -> sources.linesFor("bookworm").stream())
        .toList();
  }
}
