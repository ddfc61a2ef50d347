package dev.daruma.lab.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SourceListTest {
  @Test
  void takesDebianOfTheReleaseAndNothingElse() {
    String text =
        """
        # deb http://commented.example/debian bookworm main
        deb http://one.example/debian bookworm main contrib
        deb [arch=amd64 signed-by=/k.gpg] http://one.example/security bookworm-security main
        deb-src http://one.example/debian bookworm main
        deb http://one.example/debian trixie main
        deb http://vendor.example/repo vendor-bookworm main
        deb http://vendor.example/docker bookworm stable
        """;
    assertThat(SourceList.parse("sources.list", text, "bookworm"))
        .containsExactly(
            "deb http://one.example/debian bookworm main contrib",
            "deb-src http://one.example/debian bookworm main contrib",
            "deb [arch=amd64 signed-by=/k.gpg] http://one.example/security bookworm-security main",
            "deb-src [arch=amd64 signed-by=/k.gpg] http://one.example/security bookworm-security"
                + " main");
  }

  @Test
  void readsStanzas() {
    String text =
        """
        Types: deb deb-src
        # a comment
        URIs: http://one.example/debian
        Suites: bookworm bookworm-updates
        Components: main
        Signed-By: /usr/share/keyrings/debian.gpg

        Types: deb
        URIs: http://vendor.example/node
        Suites: nodistro
        Components: main

        Types: deb
        Enabled: no
        URIs: http://off.example/debian
        Suites: bookworm
        Components: main
        """;
    assertThat(SourceList.parse("debian.sources", text, "bookworm"))
        .filteredOn(line -> line.startsWith("deb "))
        .containsExactly(
            "deb [signed-by=/usr/share/keyrings/debian.gpg] http://one.example/debian bookworm main",
            "deb [signed-by=/usr/share/keyrings/debian.gpg] http://one.example/debian"
                + " bookworm-updates main");
  }
}
