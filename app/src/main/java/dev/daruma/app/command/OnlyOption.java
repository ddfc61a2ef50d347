package dev.daruma.app.command;

import dev.daruma.cluster.room.Scope;
import dev.daruma.cluster.site.Site;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What a run is limited to. */
final class OnlyOption {
  @Option(
      names = "--only",
      paramLabel = "HOST|ROOM",
      description =
          "Limit the work to a host or a room (os, packages, runtime, endpoint, pki, controlplane,"
              + " worker, network, node, verify); may be given several times.")
  private List<String> words = new ArrayList<>();

  boolean isGiven() {
    return !words.isEmpty();
  }

  Scope scope(Site site) {
    return Scope.of(site, words);
  }
}
