package dev.daruma.engine.resource;

import dev.daruma.engine.observe.Batch;
import dev.daruma.engine.shell.Fragment;
import java.util.HashMap;
import java.util.Map;

/** Kernel settings as they are, each line behind its file's name. Source: proc(5). */
enum PresentSettings implements Batch {
  BATCH;

  @Override
  public Fragment script() {
    return Fragment.script("grep -sH '' -- \"$@\"");
  }

  @Override
  public Map<String, String> split(String stdout) {
    Map<String, String> settings = new HashMap<>();
    stdout
        .lines()
        .filter(line -> line.contains(":"))
        .forEach(
            line ->
                settings.merge(
                    line.substring(0, line.indexOf(':')),
                    line.substring(line.indexOf(':') + 1) + "\n",
                    String::concat));
    return settings;
  }
}
