package dev.daruma.cluster.facts;

import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.HashMap;
import java.util.Map;

/**
 * What runs on the host. Source: os-release(5), uname(1).
 *
 * @param id such as {@code debian}; empty when unknown
 * @param version such as {@code 12}
 * @param architecture as dpkg has it: {@code amd64}, {@code arm64}
 */
public record OperatingSystem(String id, String version, String architecture) {
  public static final Probe<OperatingSystem> PROBE =
      Probe.of(
          "operating system",
          Fragment.script(
              "cat /etc/os-release; echo \"ARCHITECTURE=$(dpkg --print-architecture)\""),
          OperatingSystem::parse);

  static OperatingSystem parse(Output output) {
    Map<String, String> fields = new HashMap<>();
    output
        .stdout()
        .lines()
        .filter(line -> line.contains("="))
        .forEach(
            line -> {
              int equals = line.indexOf('=');
              String value = line.substring(equals + 1);
              boolean quoted =
                  value.length() >= 2
                      && (value.startsWith("\"") && value.endsWith("\"")
                          || value.startsWith("'") && value.endsWith("'"));
              fields.put(
                  line.substring(0, equals),
                  quoted ? value.substring(1, value.length() - 1) : value);
            });
    return new OperatingSystem(
        fields.getOrDefault("ID", ""),
        fields.getOrDefault("VERSION_ID", ""),
        fields.getOrDefault("ARCHITECTURE", ""));
  }
}
