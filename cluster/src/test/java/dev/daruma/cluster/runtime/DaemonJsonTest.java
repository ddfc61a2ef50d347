package dev.daruma.cluster.runtime;

import dev.daruma.cluster.Golden;
import dev.daruma.cluster.site.Runtime.Handler;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DaemonJsonTest {
  @Test
  void aHostsConfiguration() {
    Golden.assertSame(
        "docker/daemon.json", new DaemonJson(List.of(), new TreeSet<>(), Optional.empty()).text());
  }

  @Test
  void withRegistriesInTheHouseAndAProcessorForPictures() {
    Golden.assertSame(
        "docker/daemon-full.json",
        new DaemonJson(
                List.of(
                    URI.create("https://zoo.neko.example"),
                    URI.create("http://ant.neko.example:5000")),
                new TreeSet<>(Set.of("192.168.3.250:5000", "ant.neko.example:5000")),
                Optional.of(new Handler("nvidia", "/usr/bin/nvidia-container-runtime")))
            .text());
  }
}
