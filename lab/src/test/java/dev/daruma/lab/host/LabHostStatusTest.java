package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabHostStatusTest {

  @ParameterizedTest
  @CsvSource({
    "false, false, false, ABSENT",
    "true,  false, false, OFF",
    "true,  true,  false, CUT",
    "true,  true,  true,  RUNNING",
  })
  void isTheWorstThatIsSo(
      boolean disk, boolean powered, boolean linked, LabHostStatus.State state) {
    assertThat(LabHostStatus.state(disk, powered, linked)).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    "'6: vb-d1@if2: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue', vb-d1",
    "'6: vb-d1@if2: <UP> mtu 1500',                                            vb-d1",
    "'6: vb-d1@if2: <BROADCAST,MULTICAST> mtu 1500 qdisc noqueue',             ''",
    "'6: vb-d1@if2: <BROADCAST,LOWER_UP> mtu 1500 qdisc noqueue state UP',     ''",
    "'Device \"dlab-1\" does not exist.',                                        ''",
  })
  void pluggedMeansUp(String line, String link) {
    assertThat(String.join("", LabNetwork.plugged(line))).isEqualTo(link);
  }

  @ParameterizedTest
  @CsvSource({
    "1204 1,        true",
    "1204 15,       false",
    "1204,          false",
    "1204 2001 1,   false",
  })
  void aGuestsFirstProcessIsOneNamespaceDeep(String numbers, boolean first) {
    String status = "Name:\tsystemd\nNSpid:\t" + numbers.replace(' ', '\t') + "\nVmPeak: 1 kB\n";

    assertThat(HostProcesses.isFirst(status)).isEqualTo(first);
  }
}
