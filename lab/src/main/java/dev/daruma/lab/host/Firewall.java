package dev.daruma.lab.host;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The lab's iptables rules in one network namespace. Each carries the lab's comment, by which they
 * are found again.
 */
record Firewall(String comment, Optional<String> namespace) {

  /**
   * The machine's FORWARD policy may be DROP (Docker sets it so), and with bridge-nf-call-iptables
   * it applies to what hosts say to each other across the bridge.
   */
  void letThrough(String link) {
    ensure("filter", "FORWARD", "-i", link, "-j", "ACCEPT");
    ensure("filter", "FORWARD", "-o", link, "-j", "ACCEPT");
  }

  /**
   * Told by the way out and not by the destination: packets between a host and another's pods cross
   * the bridge too, and must keep their source.
   */
  void masquerade(Subnet source, String inside) {
    ensure("nat", "POSTROUTING", "-s", source.toString(), "!", "-o", inside, "-j", "MASQUERADE");
  }

  void clear() {
    for (String table : List.of("filter", "nat")) {
      iptables("-t", table, "-S")
          .run()
          .output()
          .lines()
          .map(line -> List.of(line.split(" ")))
          .filter(words -> words.getFirst().equals("-A") && words.contains(comment))
          .forEach(
              words -> {
                List<String> deletion = new ArrayList<>(List.of("-t", table, "-D"));
                deletion.addAll(words.subList(1, words.size()));
                iptables(deletion.toArray(String[]::new))
                    .require("remove the lab's firewall rules", "remove the rule by hand");
              });
    }
  }

  private void ensure(String table, String chain, String... rule) {
    List<String> words = new ArrayList<>(List.of(rule));
    words.addAll(List.of("-m", "comment", "--comment", comment));
    if (!with(table, "-C", chain, words).run().succeeded()) {
      with(table, "-I", chain, words)
          .require("set the lab's firewall rules", "check that 'iptables -L' works");
    }
  }

  private Command with(String table, String verb, String chain, List<String> rule) {
    List<String> words = new ArrayList<>(List.of("-t", table, verb, chain));
    words.addAll(rule);
    return iptables(words.toArray(String[]::new));
  }

  private Command iptables(String... words) {
    return Command.of(words).prefixed("iptables", "--wait").in(namespace);
  }
}
