package dev.daruma.engine.resource;

import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A systemd unit that is enabled and, where wanted, running with the files it reads as they are
 * now.
 *
 * <p>It restarts when one of its files changes, and also when a file is younger than the unit's
 * start: so a run that was killed between writing and restarting is mended by the next. A unit that
 * can read its files again while it runs does that instead; systemd notes the moment as a change of
 * its state. Source: systemctl(1), systemd.unit(5), org.freedesktop.systemd1(5).
 *
 * @param running whether it must be active now; else it is only enabled
 * @param reads files whose change needs a restart, or a reload
 * @param reloads whether the unit has an ExecReload that takes its files up without interruption
 */
public record Unit(String name, boolean running, List<HostFile> reads, boolean reloads)
    implements Resource {
  private record Present(
      boolean enabled, boolean active, boolean reload, long startedAt, long changedAt) {
    static Present parse(Output output) {
      Map<String, String> fields =
          output
              .stdout()
              .lines()
              .filter(line -> line.contains("="))
              .collect(
                  Collectors.toMap(
                      line -> line.substring(0, line.indexOf('=')),
                      line -> line.substring(line.indexOf('=') + 1),
                      (first, second) -> second));
      return new Present(
          fields.getOrDefault("UnitFileState", "").equals("enabled"),
          fields.getOrDefault("ActiveState", "").equals("active"),
          fields.getOrDefault("NeedDaemonReload", "").equals("yes"),
          seconds(fields.getOrDefault("ActiveEnterTimestamp", "")),
          seconds(fields.getOrDefault("StateChangeTimestamp", "")));
    }

    /** Seconds since the epoch behind an at sign; nothing for a unit that never started. */
    private static long seconds(String timestamp) {
      return timestamp.matches("@\\d+") ? Long.parseLong(timestamp.substring(1)) : 0;
    }
  }

  public Unit {
    reads = List.copyOf(reads);
  }

  /** A unit that restarts when its files change. */
  public Unit(String name, boolean running, List<HostFile> reads) {
    this(name, running, reads, false);
  }

  /** A running unit that reads its files again when they change. */
  public static Unit reloading(String name, List<HostFile> reads) {
    return new Unit(name, true, reads, true);
  }

  @Override
  public String label() {
    return "unit " + name;
  }

  private Probe<Present> probe() {
    return Probe.of(label(), PresentUnits.BATCH, name, Present::parse);
  }

  @Override
  public List<Probe<?>> probes() {
    List<Probe<?>> probes = new ArrayList<>();
    probes.add(probe());
    reads.forEach(file -> probes.addAll(file.probes()));
    return probes;
  }

  @Override
  public Optional<Change> difference(Observed observed) {
    Present present = observed.get(probe());
    List<String> reasons = new ArrayList<>();
    List<String> restarts = new ArrayList<>();
    List<Fragment> script = new ArrayList<>();
    script.add(Fragment.script("systemctl daemon-reload"));
    if (!present.enabled()) {
      reasons.add("enable");
      script.add(Fragment.of("systemctl -q enable %s", name));
    }
    if (running) {
      List<String> changed =
          reads.stream()
              .filter(
                  file ->
                      file.difference(observed).isPresent()
                          || isYounger(observed.get(file.probe()), present))
              .map(HostFile::path)
              .toList();
      if (!present.active()) {
        reasons.add("start");
        script.add(Fragment.of("systemctl restart %s", name));
      } else if (!changed.isEmpty() || present.reload()) {
        reasons.add(
            (reloads ? "reload" : "restart")
                + " because of "
                + (changed.isEmpty() ? "its unit file" : String.join(", ", changed)));
        if (reloads) {
          script.add(Fragment.of("systemctl reload %s", name));
        } else {
          restarts.add(name);
          script.add(Fragment.of("systemctl restart %s", name));
        }
      }
    }
    if (reasons.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Change(label(), String.join(", ", reasons), List.of(), restarts, Fragment.all(script)));
  }

  private boolean isYounger(Optional<HostFile.Present> file, Present unit) {
    return unit.active()
        && file.isPresent()
        && file.get().modified() > (reloads ? unit.changedAt() : unit.startedAt());
  }
}
