package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LabNamesTest {
  private static final HostName HOST = new HostName("master01");
  private static final LabNames NAMES = LabNames.of("neko", Path.of("/cache/labs/neko"));

  @Test
  void linksFitIntoFifteenCharacters() {
    LabNames longest = LabNames.of("n".repeat(63), Path.of("/cache/labs/" + "n".repeat(63)));

    assertThat(longest.bridge()).hasSizeLessThanOrEqualTo(15);
    assertThat(longest.uplink()).hasSizeLessThanOrEqualTo(15);
    assertThat(longest.link(new HostName("h".repeat(63)))).hasSizeLessThanOrEqualTo(15);
  }

  @Test
  void twoCachesShareNoName() {
    LabNames other = LabNames.of("neko", Path.of("/other/labs/neko"));

    assertThat(other.bridge()).isNotEqualTo(NAMES.bridge());
    assertThat(other.cgroup()).isNotEqualTo(NAMES.cgroup());
    assertThat(other.link(HOST)).isNotEqualTo(NAMES.link(HOST));
    assertThat(other.comment()).isNotEqualTo(NAMES.comment());
  }

  @Test
  void namesAreTheSameEachTime() {
    assertThat(LabNames.of("neko", Path.of("/cache/./labs/neko"))).isEqualTo(NAMES);
  }

  @Test
  void hardwareAddressIsOne() {
    assertThat(new LabNames("neko", "a905f9").bridgeHardwareAddress())
        .isEqualTo("02:da:a9:05:f9:fe");
  }

  @Test
  void transferNetworkIsLinkLocal() {
    for (String key : new String[] {"000000", "ffffff", "a905f9"}) {
      Subnet transfer = new LabNames("neko", key).transfer();
      assertThat(Subnet.parse("169.254.0.0/16").overlaps(transfer)).isTrue();
      assertThat(transfer).isEqualTo(Subnet.parse(transfer.toString()));
    }
  }
}
