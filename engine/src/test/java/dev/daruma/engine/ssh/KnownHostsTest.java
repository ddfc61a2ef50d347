package dev.daruma.engine.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.ssh.KnownHosts.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hashed names were made by {@code ssh-keygen -H}. */
class KnownHostsTest {
  private static final String ED25519 =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGFsbHMgd2VsbCB0aGF0IGVuZHMgd2VsbCBzYWlk";
  private static final KeyBlob KEY = KeyBlob.parse(ED25519.split(" ")[1]);
  private static final KeyBlob OTHER = KeyBlob.of(Keys.HOST.getPublic());

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "192.168.3.11; 192.168.3.11; 22; KNOWN",
        "192.168.3.12; 192.168.3.11; 22; UNKNOWN",
        "node01,192.168.3.11; 192.168.3.11; 22; KNOWN",
        "Node01; node01; 22; KNOWN",
        "node01; NODE01; 22; KNOWN",
        "[192.168.3.11]:2222; 192.168.3.11; 2222; KNOWN",
        "[192.168.3.11]:2222; 192.168.3.11; 22; UNKNOWN",
        "[192.168.3.11]:2222; 192.168.3.11; 2223; UNKNOWN",
        "192.168.3.11; 192.168.3.11; 2222; KNOWN",
        "192.168.3.*; 192.168.3.11; 22; KNOWN",
        "192.168.3.1?; 192.168.3.11; 22; KNOWN",
        "192.168.3.1?; 192.168.3.1; 22; UNKNOWN",
        "192.168.3.*,!192.168.3.11; 192.168.3.11; 22; UNKNOWN",
        "192.168.3.*,!192.168.3.11; 192.168.3.12; 22; KNOWN",
        "192x168x3x11; 192.168.3.11; 22; UNKNOWN",
        "|1|jlrUh3fgy4i1MtQDVrS444e15F0=|OkeQNQj8CXdtBkouYWof/5mxRhs=; 192.168.1.61; 22; KNOWN",
        "|1|q38woR70NaOoOkoroi+SzytuYLw=|b0zr1kTQwuZOorhfduIpNZnRXGo=; 192.168.1.61; 2222; KNOWN",
        "|1|jlrUh3fgy4i1MtQDVrS444e15F0=|OkeQNQj8CXdtBkouYWof/5mxRhs=; 192.168.1.62; 22; UNKNOWN",
        "|1|broken; 192.168.1.61; 22; UNKNOWN",
        "|1|%%%|%%%; 192.168.1.61; 22; UNKNOWN",
      })
  void hostsAreFound(String hosts, String address, int port, Verdict verdict) {
    assertThat(KnownHosts.parse(hosts + " " + ED25519 + " a comment").verdict(address, port, KEY))
        .isEqualTo(verdict);
  }

  @Test
  void oneOfSeveralKeysIsEnough() {
    KnownHosts known =
        KnownHosts.parse(line("host", OTHER) + "\n# comment\n\n" + line("host", KEY) + "\n");
    assertThat(known.verdict("host", 22, KEY)).isEqualTo(Verdict.KNOWN);
    assertThat(known.verdict("host", 22, KeyBlob.of(Keys.USER.getPublic())))
        .isEqualTo(Verdict.CHANGED);
  }

  @Test
  void thePortsOwnKeyHidesThatOfTheAddress() {
    KnownHosts known = KnownHosts.parse(line("[host]:2222", OTHER) + "\n" + line("host", KEY));
    assertThat(known.verdict("host", 2222, KEY)).isEqualTo(Verdict.CHANGED);
    assertThat(known.verdict("host", 2222, OTHER)).isEqualTo(Verdict.KNOWN);
  }

  @Test
  void aRevokedKeyIsRefusedThoughItIsKnown() {
    KnownHosts known = KnownHosts.parse(line("host", KEY) + "\n@revoked " + line("*", KEY));
    assertThat(known.verdict("host", 22, KEY)).isEqualTo(Verdict.REVOKED);
    assertThat(known.verdict("host", 22, OTHER)).isEqualTo(Verdict.CHANGED);
  }

  @Test
  void linesThatCannotBeReadCountAsAbsent() {
    KnownHosts known =
        KnownHosts.parse(
            "host\nhost ssh-ed25519\nhost ssh-ed25519 !!!\nhost ssh-rsa "
                + KEY.base64()
                + "\n@cert-authority "
                + line("host", KEY)
                + "\nhost ssh-ed25519 AAAA\nhost 2048 35 1234567\n");
    assertThat(known.entries()).isEmpty();
  }

  @Test
  void typesAreThoseOfTheHost() {
    KnownHosts known =
        KnownHosts.parse(
            line("host", KEY)
                + "\n"
                + line("other", KeyBlob.of(Keys.generate("ssh-rsa", 2048).getPublic())));
    assertThat(known.types("host", 22)).isEqualTo(List.of("ssh-ed25519"));
    assertThat(known.types("other", 22)).isEqualTo(List.of("ssh-rsa"));
    assertThat(known.types("nobody", 22)).isEmpty();
  }

  private static String line(String hosts, KeyBlob key) {
    return hosts + " " + key.type() + " " + key.base64();
  }
}
