package dev.daruma.engine.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.resource.Packages.Wanted;
import dev.daruma.engine.shell.Output;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was observed, and what would be done about it. */
class ResourceTest {
  private static final HostFile CONFIGURATION = HostFile.of("/etc/thing.conf", "x\n");
  private static final Unit UNIT = new Unit("thing.service", true, List.of(CONFIGURATION));
  private static final String FILE_RIGHT = file(100, CONFIGURATION.content().checksum(), "x\n");
  private static final String FILE_WRONG = file(100, "0".repeat(64), "y\n");
  private static final Packages PACKAGES =
      new Packages(
          Optional.of("/etc/apt/sources.list.d/daruma.list"),
          List.of(Wanted.pinned("kubelet", "1.20.2-00"), Wanted.any("curl")));
  private static final Packages OF_ANY_REVISION =
      new Packages(Optional.empty(), List.of(Wanted.pinned("kubelet", "1.20.2-*")));

  static Stream<Arguments> cases() {
    return Stream.of(
        // what is declared, what each of its probes prints, why it changes, what the script holds
        arguments(new Sysctl("net.ipv4.ip_forward", "1"), List.of("1\n"), "", List.of()),
        arguments(
            new Sysctl("net.ipv4.ip_forward", "1"),
            List.of("0\n"),
            "1 instead of 0",
            List.of("sysctl -q -w 'net.ipv4.ip_forward=1'")),
        arguments(new Sysctl("a.b", "1"), List.of(""), "1 instead of nothing", List.of("sysctl")),
        arguments(new Sysctl("a.b", "1 2"), List.of("1\t2\n"), "", List.of()),
        arguments(
            new SwapOff(),
            List.of("Filename\tType\n/dev/sda2   partition 1 0 -2\n/swap file 1 0 -3\n"),
            "turn off /dev/sda2, /swap",
            List.of("swapoff -a")),
        arguments(new SwapOff(), List.of("Filename\tType\n"), "", List.of()),
        arguments(
            new Directory("/d", "0755", "root:root"), List.of("0755 root:root"), "", List.of()),
        arguments(
            new Directory("/d", "0755", "root:root"),
            List.of("0700 me:me"),
            "0755 root:root instead of 0700 me:me",
            List.of("chmod '0755' '/d'")),
        arguments(
            new Mount("/dev/sda1", "/data", "ext4", "noatime"),
            List.of("/dev/sda1 ext4\n"),
            "",
            List.of()),
        arguments(
            new Mount("/dev/sda1", "/data", "ext4", "noatime"),
            List.of(""),
            "mount /dev/sda1",
            List.of("mount -t 'ext4' -o 'noatime' '/dev/sda1' '/data'")),
        arguments(UNIT, List.of(unit("enabled", "active", "no", 200), FILE_RIGHT), "", List.of()),
        arguments(
            UNIT,
            List.of(unit("enabled", "active", "no", 200), FILE_WRONG),
            "restart because of /etc/thing.conf",
            List.of("systemctl daemon-reload", "systemctl restart 'thing.service'")),
        // A run that was killed between writing the file and restarting.
        arguments(
            UNIT,
            List.of(unit("enabled", "active", "no", 50), FILE_RIGHT),
            "restart because of /etc/thing.conf",
            List.of("systemctl restart 'thing.service'")),
        arguments(
            UNIT,
            List.of(unit("enabled", "active", "yes", 200), FILE_RIGHT),
            "restart because of its unit file",
            List.of("systemctl daemon-reload")),
        arguments(
            UNIT,
            List.of(unit("disabled", "inactive", "no", 0), FILE_RIGHT),
            "enable, start",
            List.of("systemctl -q enable 'thing.service'", "systemctl restart 'thing.service'")),
        arguments(
            Unit.reloading("thing.service", List.of(CONFIGURATION)),
            List.of(unit("enabled", "active", "no", 200), FILE_WRONG),
            "reload because of /etc/thing.conf",
            List.of("systemctl daemon-reload", "systemctl reload 'thing.service'")),
        // It started before the file was written, and has been reloaded since.
        arguments(
            Unit.reloading("thing.service", List.of(CONFIGURATION)),
            List.of(
                unit("enabled", "active", "no", 50) + "StateChangeTimestamp=@200\n", FILE_RIGHT),
            "",
            List.of()),
        // A run that was killed between writing the file and reloading.
        arguments(
            Unit.reloading("thing.service", List.of(CONFIGURATION)),
            List.of(unit("enabled", "active", "no", 50) + "StateChangeTimestamp=@60\n", FILE_RIGHT),
            "reload because of /etc/thing.conf",
            List.of("systemctl reload 'thing.service'")),
        arguments(
            Unit.reloading("thing.service", List.of(CONFIGURATION)),
            List.of(unit("enabled", "inactive", "no", 0), FILE_RIGHT),
            "start",
            List.of("systemctl restart 'thing.service'")),
        arguments(
            new Unit("thing.service", false, List.of()),
            List.of(unit("disabled", "inactive", "no", 0)),
            "enable",
            List.of("systemctl -q enable 'thing.service'")),
        arguments(
            PACKAGES,
            List.of("kubelet 1.20.2-00 hold installed\ncurl 7.88 install installed\n"),
            "",
            List.of()),
        arguments(
            PACKAGES,
            List.of("kubelet 1.20.2-00 install installed\ncurl 7.88 install installed\n"),
            "1 to do",
            List.of("apt-mark -q hold 'kubelet'")),
        arguments(
            PACKAGES,
            List.of("kubelet 1.19.0-00 hold installed\ncurl 7 deinstall config-files\n"),
            "2 to do",
            List.of(
                "dpkg --configure -a",
                "'Dir::Etc::SourceList=/etc/apt/sources.list.d/daruma.list'",
                "install 'kubelet=1.20.2-00' 'curl'",
                "apt-mark -q hold 'kubelet'")),
        arguments(OF_ANY_REVISION, List.of("kubelet 1.20.2-1.1 hold installed\n"), "", List.of()),
        arguments(
            OF_ANY_REVISION,
            List.of("kubelet 1.20.21-1.1 hold installed\n"),
            "1 to do",
            List.of("set -- -q  -o DPkg", "install 'kubelet=1.20.2-*'")),
        // A run that died while dpkg was at work.
        arguments(
            OF_ANY_REVISION,
            List.of("kubelet 1.20.2-1.1 install half-configured\n"),
            "1 to do",
            List.of("dpkg --configure -a", "install 'kubelet=1.20.2-*'", "apt-mark -q hold")));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void changesWhatDiffers(
      Resource resource, List<String> printed, String reason, List<String> script) {
    Optional<Change> change = resource.difference(observed(resource, printed));

    assertThat(change.map(Change::reason).orElse("")).isEqualTo(reason);
    String text = change.map(each -> each.fragment().text()).orElse("");
    script.forEach(line -> assertThat(text).contains(line));
    assertThat(text.isEmpty()).isEqualTo(script.isEmpty());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aHostOfWhichNothingIsKnownCanBeAskedToo(
      Resource resource, List<String> printed, String reason, List<String> script) {
    assertThat(resource.difference(Observed.blank())).isNotNull();
    assertThat(resource.probes()).hasSize(printed.size());
  }

  private static Observed observed(Resource resource, List<String> printed) {
    Map<Probe<?>, Output> outputs = new HashMap<>();
    List<Probe<?>> probes = new ArrayList<>(resource.probes());
    for (int at = 0; at < probes.size(); at++) {
      outputs.put(probes.get(at), new Output(0, printed.get(at), ""));
    }
    return Observed.of(outputs);
  }

  private static String unit(String enabled, String active, String reload, long startedAt) {
    return "UnitFileState=%s\nActiveState=%s\nNeedDaemonReload=%s\nActiveEnterTimestamp=@%d\n"
        .formatted(enabled, active, reload, startedAt);
  }

  private static String file(long modified, String checksum, String text) {
    return "644 root:root " + modified + " " + checksum + "\n" + text;
  }
}
