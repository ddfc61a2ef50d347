package dev.daruma.cluster.facts;

import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  /** Values may be in quotes; those that matter here hold no escapes. */
  private static final Pattern ASSIGNMENT =
      Pattern.compile("(?<name>\\w+)=([\"']?)(?<value>.*)\\2");

  static OperatingSystem parse(Output output) {
    Map<String, String> fields = new HashMap<>();
    output
        .stdout()
        .lines()
        .map(ASSIGNMENT::matcher)
        .filter(Matcher::matches)
        .forEach(line -> fields.put(line.group("name"), line.group("value")));
    return new OperatingSystem(
        fields.getOrDefault("ID", ""),
        fields.getOrDefault("VERSION_ID", ""),
        fields.getOrDefault("ARCHITECTURE", ""));
  }
}
