package dev.daruma.lab.host;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a lab's network fits beside the machine's own networks. */
record Placement(List<Subnet> machine) {

  /** Networks the machine has addresses in or routes to, other than the default route. */
  static Placement ofThisMachine() {
    return parse(
        Command.of("ip", "-4", "-oneline", "address", "show").run().output(),
        Command.of("ip", "-4", "route", "show", "table", "main").run().output());
  }

  static Placement parse(String addresses, String routes) {
    Stream<String> own =
        addresses
            .lines()
            .map(line -> line.strip().split("\\s+"))
            .flatMap(words -> after(words, "inet"));
    Stream<String> reached =
        routes
            .lines()
            .map(line -> line.strip().split("\\s+"))
            .flatMap(words -> Stream.concat(Arrays.stream(words).limit(1), after(words, "via")));
    return new Placement(
        Stream.concat(own, reached)
            .filter(text -> text.matches("[0-9.]+(/[0-9]+)?"))
            .map(Subnet::parse)
            .distinct()
            .toList());
  }

  /** The network of the machine that the lab's would hide. */
  Optional<Subnet> clash(Subnet lab) {
    return machine.stream().filter(lab::overlaps).findFirst();
  }

  private static Stream<String> after(String[] words, String keyword) {
    int index = Arrays.asList(words).indexOf(keyword);
    return index >= 0 && index + 1 < words.length ? Stream.of(words[index + 1]) : Stream.empty();
  }
}
