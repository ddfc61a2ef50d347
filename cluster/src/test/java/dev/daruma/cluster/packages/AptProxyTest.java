package dev.daruma.cluster.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Proxy;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AptProxyTest {
  private static final URI URL = URI.create("http://proxy.example.com:3128");

  @Test
  void exceptionsAreByNameOrAddress() {
    AptProxy apt =
        new AptProxy(
            new Proxy(
                Optional.of(URL),
                Optional.empty(),
                List.of("mirror.local", ".example.com", "10.0.0.0/8", "10.1.2.3")));
    assertThat(apt.text())
        .isEqualTo(
            """
            // Written by daruma; changes made here are lost.
            Acquire::http::Proxy "http://proxy.example.com:3128";
            Acquire::http::Proxy::mirror.local "DIRECT";
            Acquire::http::Proxy::10.1.2.3 "DIRECT";
            """);
    assertThat(apt.options())
        .startsWith("-o", "Acquire::http::Proxy=http://proxy.example.com:3128", "-o")
        .hasSize(6);
  }

  @Test
  void eachSchemeHasItsOwn() {
    assertThat(new AptProxy(new Proxy(Optional.empty(), Optional.of(URL), List.of())).text())
        .contains("Acquire::https::Proxy")
        .doesNotContain("http::Proxy \"", "DIRECT");
  }
}
