package dev.daruma.engine.resource;

import dev.daruma.engine.shell.Fragment;
import java.util.List;

/**
 * A change to a host that makes a resource so.
 *
 * @param label what changes, such as {@code "file /etc/hosts"}
 * @param reason why or how, in a few words, such as {@code "mode 0600 instead of 0644"}
 * @param diff the lines a person reads, as a unified diff has them; empty where there is nothing to
 *     show; never holds a secret
 * @param restarts what runs on the host and is interrupted by it: units that restart, packages that
 *     are replaced by another version
 * @param fragment what makes it so; fails when it could not
 */
public record Change(
    String label, String reason, List<String> diff, List<String> restarts, Fragment fragment) {
  public Change {
    diff = List.copyOf(diff);
    restarts = List.copyOf(restarts);
  }

  /** A change that interrupts nothing. */
  public Change(String label, String reason, List<String> diff, Fragment fragment) {
    this(label, reason, diff, List.of(), fragment);
  }
}
