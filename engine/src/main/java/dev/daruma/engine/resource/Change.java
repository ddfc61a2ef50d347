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
 * @param fragment what makes it so; fails when it could not
 */
public record Change(String label, String reason, List<String> diff, Fragment fragment) {
  public Change {
    diff = List.copyOf(diff);
  }
}
