package dev.daruma.cluster.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.Golden;
import dev.daruma.cluster.site.Cidr;
import dev.daruma.engine.host.HostName;
import java.net.Inet4Address;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HaproxyConfTest {
  private static final SortedMap<HostName, Inet4Address> THREE =
      new TreeMap<>(
          Map.of(
              new HostName("master01"), address("192.168.3.11"),
              new HostName("master02"), address("192.168.3.12"),
              new HostName("master03"), address("192.168.3.13")));

  @Test
  void configurationsAreTheGoldenOnes() {
    Golden.assertSame(
        "haproxy/control-plane.cfg",
        new HaproxyConf(8443, "/etc/kubernetes/pki/ca.crt", THREE).text());
    Golden.assertSame(
        "haproxy/load-balancer.cfg",
        new HaproxyConf(6443, "/etc/haproxy/kubernetes-ca.crt", THREE).text());
  }

  @Test
  void theCheckAsksWhetherHaproxyLeadsSomewhere() {
    Golden.assertSame("systemd/daruma-endpoint-watch-haproxy.service", HaproxyConf.check().unit());
  }

  @Test
  void aDrainEndsByItself() {
    assertThat(Drain.begin(new HostName("master02")).text())
        .contains("echo 'set server apiservers/master02 state drain' | socat")
        .contains("--on-active=30min --unit='daruma-undrain-master02'")
        .contains("state ready");
    assertThat(Drain.end(new HostName("master02")).text())
        .startsWith("systemctl stop 'daruma-undrain-master02.timer'")
        .endsWith(
            "echo 'set server apiservers/master02 state ready' | socat - UNIX-CONNECT:'/run/haproxy/admin.sock'");
  }

  private static Inet4Address address(String text) {
    return Cidr.parseAddress(text).orElseThrow();
  }
}
