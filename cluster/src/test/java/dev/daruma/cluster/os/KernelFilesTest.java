package dev.daruma.cluster.os;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelFilesTest {
  @Test
  void settingsEveryNodeNeeds() {
    assertThat(SysctlConf.KUBERNETES.text())
        .isEqualTo(
            """
            # Written by daruma; changes made here are lost.
            net.bridge.bridge-nf-call-ip6tables = 1
            net.bridge.bridge-nf-call-iptables = 1
            net.ipv4.ip_forward = 1
            net.ipv4.ip_nonlocal_bind = 1
            """);
  }

  @Test
  void modulesEveryNodeNeeds() {
    assertThat(ModulesLoadConf.KUBERNETES.text())
        .isEqualTo(
            """
            # Written by daruma; changes made here are lost.
            overlay
            br_netfilter
            """);
  }

  @ParameterizedTest
  @CsvSource({"'net', '1'", "'net ipv4', '1'", "'net.ipv4.x', ''", "'net.ipv4.x', '1\n2'"})
  void whatIsNoSettingIsRefused(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SysctlConf(new TreeMap<>(Map.of(name, value))))
        .withMessage("no kernel setting: " + name + " = " + value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "# a", "../x"})
  void whatIsNoModuleIsRefused(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ModulesLoadConf(List.of(name)))
        .withMessage("no kernel module: " + name);
  }
}
