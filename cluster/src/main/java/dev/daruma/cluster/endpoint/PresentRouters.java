package dev.daruma.cluster.endpoint;

import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.resource.HostFile;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which virtual addresses a host's keepalived holds by turns with others, by a configuration of
 * daruma's.
 *
 * @param configured whether there is one; somebody else's is none
 * @param instances the text of each, by name
 */
public record PresentRouters(boolean configured, SortedMap<String, String> instances) {
  /** keepalived's configuration. */
  public static final String PATH = KeepalivedConf.PATH;

  public static final Probe<Optional<HostFile.Present>> PROBE = HostFile.reading(PATH);

  /** As {@link VrrpInstance} writes them. */
  private static final Pattern INSTANCE =
      Pattern.compile("^vrrp_instance (\\S+) \\{\n(?: .*\n)*\\}\n", Pattern.MULTILINE);

  private static final Pattern ADDRESS =
      Pattern.compile("^ +([0-9a-f.:]+)/(?:32|128)$", Pattern.MULTILINE);

  public PresentRouters {
    instances = Collections.unmodifiableSortedMap(new TreeMap<>(instances));
  }

  public static PresentRouters of(Observed observed) {
    return parse(observed.get(PROBE).flatMap(HostFile.Present::text).orElse(""));
  }

  static PresentRouters parse(String configuration) {
    SortedMap<String, String> instances = new TreeMap<>();
    boolean configured = configuration.startsWith("# Written by daruma");
    if (configured) {
      INSTANCE
          .matcher(configuration)
          .results()
          .forEach(found -> instances.put(found.group(1), found.group()));
    }
    return new PresentRouters(configured, instances);
  }

  public SortedSet<String> addresses() {
    SortedSet<String> addresses = new TreeSet<>();
    instances
        .values()
        .forEach(
            text ->
                ADDRESS.matcher(text).results().forEach(found -> addresses.add(found.group(1))));
    return addresses;
  }
}
