package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Taint;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Values;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a host's taints are, and what must hold among them. */
final class TaintChecks {
  private TaintChecks() {}

  /** Kubernetes tells taints apart by key and effect (validation of the Node object). */
  static void check(Draft.Host host, Findings findings) {
    Set<Map.Entry<String, String>> seen = new HashSet<>();
    for (var placed : host.values().value(HostKeys.TAINTS).orElse(List.of())) {
      taint(placed.value())
          .filter(taint -> !seen.add(Map.entry(taint.key(), taint.effect())))
          .ifPresent(
              taint ->
                  findings.error(
                      placed.place(),
                      "%s has a taint %s with effect %s already"
                          .formatted(host.name().value(), taint.key(), taint.effect()),
                      "keep one of the two"));
    }
  }

  /** Of either form; empty when it is incomplete. */
  static Optional<Taint> taint(Values values) {
    return values
        .value(HostKeys.TAINT_WORD)
        .or(
            () ->
                values
                    .value(HostKeys.TAINT_KEY)
                    .flatMap(
                        key ->
                            values
                                .value(HostKeys.TAINT_EFFECT)
                                .map(
                                    effect ->
                                        new Taint(
                                            key,
                                            values.value(HostKeys.TAINT_VALUE).orElse(""),
                                            effect))));
  }
}
