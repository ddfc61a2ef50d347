package dev.daruma.engine.observe;

import dev.daruma.engine.shell.Fragment;
import java.util.List;
import java.util.Map;

/**
 * One question about many subjects. Most of what reading a host costs is starting programs on it:
 * one that is told of all files, units or settings costs as much as one that is told of one.
 */
public interface Batch {
  /** What is asked; finds the subjects as its arguments. */
  Fragment script();

  /** What was answered, by subject; a subject of which there was nothing to say is left out. */
  Map<String, String> split(String stdout);

  /** The question about these subjects. */
  default Fragment about(List<String> subjects) {
    return Fragment.of("set -- %s\n%s", subjects, script());
  }
}
