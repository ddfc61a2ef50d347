package dev.daruma.engine.resource;

import dev.daruma.engine.observe.Batch;
import dev.daruma.engine.observe.Marked;
import dev.daruma.engine.shell.Fragment;
import java.util.Map;

/** Plain files as they stand: a line of mode, owner and time, then the text. Source: stat(1). */
enum PresentFiles implements Batch {
  BATCH;

  @Override
  public Fragment script() {
    return Fragment.script(
        """
        for file
        do
          shift
          [ ! -f "$file" ] || set -- "$@" "$file"
        done
        [ $# -gt 0 ] || exit 0
        stat --printf='\\036%n\\n%a %U:%G %Y\\n' -- "$@"
        for file
        do printf '\\036%s\\n' "$file"; cat -- "$file"
        done""");
  }

  @Override
  public Map<String, String> split(String stdout) {
    return Marked.split(stdout);
  }
}
