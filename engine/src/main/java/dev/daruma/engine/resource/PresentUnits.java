package dev.daruma.engine.resource;

import dev.daruma.engine.observe.Batch;
import dev.daruma.engine.shell.Fragment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How units stand, as systemctl shows them: a paragraph each. Source: systemctl(1) of systemd 251
 * or later, which knows {@code --timestamp=unix}.
 */
enum PresentUnits implements Batch {
  BATCH;

  private static final String NAME = "Id=";

  @Override
  public Fragment script() {
    return Fragment.script(
        """
        systemctl show --timestamp=unix -p Id,UnitFileState,ActiveState,NeedDaemonReload,ActiveEnterTimestamp,StateChangeTimestamp -- "$@"
        echo""");
  }

  @Override
  public Map<String, String> split(String stdout) {
    Map<String, String> units = new HashMap<>();
    for (String paragraph : List.of(stdout.split("\n\n+"))) {
      paragraph
          .lines()
          .filter(line -> line.startsWith(NAME))
          .forEach(line -> units.put(line.substring(NAME.length()), paragraph));
    }
    return units;
  }
}
