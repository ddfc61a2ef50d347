package dev.daruma.engine.resource;

import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Debian packages that are installed, some of them in one exact version and held there.
 *
 * @param source the one apt source file to install from, so that nothing else can come in; empty
 *     for all sources that the host has
 */
public record Packages(Optional<String> source, List<Wanted> wanted) implements Resource {
  /**
   * @param version exact version, or its beginning with a star behind it, as apt-get(8) has it;
   *     empty where any will do
   * @param held whether apt must leave it alone, as {@code apt-mark hold} has it
   */
  public record Wanted(String name, Optional<String> version, boolean held) {
    public static Wanted any(String name) {
      return new Wanted(name, Optional.empty(), false);
    }

    public static Wanted pinned(String name, String version) {
      return new Wanted(name, Optional.of(version), true);
    }

    private boolean isMetBy(String present) {
      return version
          .map(
              wanted ->
                  wanted.endsWith("*")
                      ? present.startsWith(wanted.substring(0, wanted.length() - 1))
                      : present.equals(wanted))
          .orElse(true);
    }
  }

  private record Present(String version, boolean held) {}

  public Packages {
    wanted = List.copyOf(wanted);
  }

  @Override
  public String label() {
    return "packages " + wanted.stream().map(Wanted::name).collect(Collectors.joining(" "));
  }

  private Probe<Map<String, Present>> probe() {
    return Probe.of(
        label(),
        Fragment.of(
            "dpkg-query -W -f='${Package} ${Version} ${db:Status-Want} ${db:Status-Status}\\n' %s 2>/dev/null || true",
            wanted.stream().map(Wanted::name).toList()),
        output -> {
          Map<String, Present> present = new TreeMap<>();
          output
              .stdout()
              .lines()
              .map(line -> line.split(" "))
              .filter(fields -> fields.length == 4 && fields[3].equals("installed"))
              .forEach(
                  fields ->
                      present.put(fields[0], new Present(fields[1], fields[2].equals("hold"))));
          return present;
        });
  }

  @Override
  public List<Probe<?>> probes() {
    return List.of(probe());
  }

  @Override
  public Optional<Change> difference(Observed observed) {
    Map<String, Present> present = observed.get(probe());
    List<String> lines = new ArrayList<>();
    List<String> install = new ArrayList<>();
    List<String> hold = new ArrayList<>();
    List<String> restarts = new ArrayList<>();
    for (Wanted each : wanted) {
      Present found = present.get(each.name());
      boolean right = found != null && each.isMetBy(found.version());
      if (!right) {
        install.add(each.name() + each.version().map(version -> "=" + version).orElse(""));
        if (found != null) {
          restarts.add(each.name());
        }
        lines.add(
            (found == null
                    ? "+ " + each.name()
                    : "~ " + each.name() + " " + found.version() + " ->")
                + each.version().map(version -> " " + version).orElse(""));
      }
      if (each.held() && (found == null || !right || !found.held())) {
        hold.add(each.name());
        if (right) {
          lines.add("+ hold " + each.name());
        }
      }
    }
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<Fragment> script = new ArrayList<>();
    if (!install.isEmpty()) {
      // Whoever holds a lock for longer than that is waited for by the executor, which says so.
      // A run that died between unpacking and configuring leaves dpkg asking for this.
      script.add(Fragment.script("dpkg --configure -a"));
      script.add(
          Fragment.of(
              """
              set -- -q %s -o DPkg::Lock::Timeout=20 -o Acquire::Languages=none
              export DEBIAN_FRONTEND=noninteractive
              apt-get "$@" update &&
              apt-get "$@" -y --no-install-recommends --allow-change-held-packages --allow-downgrades -o Dpkg::Options::=--force-confold -o Dpkg::Options::=--force-unsafe-io install %s""",
              only(), install));
    }
    if (!hold.isEmpty()) {
      script.add(Fragment.of("apt-mark -q hold %s", hold));
    }
    return Optional.of(
        new Change("packages", lines.size() + " to do", lines, restarts, Fragment.all(script)));
  }

  private List<String> only() {
    return source
        .map(
            file ->
                List.of(
                    "-o", "Dir::Etc::SourceList=" + file, "-o", "Dir::Etc::SourceParts=/dev/null"))
        .orElse(List.of());
  }
}
