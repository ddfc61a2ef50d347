package dev.daruma.engine.shell;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Values full of what means something to a shell; the same ones each time. */
final class OddValues {
  private OddValues() {}

  static List<String> some(int count) {
    Random random = new Random(20260101);
    String alphabet = "ab '\"\\$`\n\t*?[]{}()<>|&;#~!%=-\r\u0001\u007fäß€猫\uD83D\uDC31\u0081\u0088";
    int[] characters = alphabet.codePoints().toArray();
    return IntStream.range(0, count)
        .mapToObj(
            ignored ->
                random
                    .ints(random.nextInt(30), 0, characters.length)
                    .mapToObj(i -> Character.toString(characters[i]))
                    .collect(Collectors.joining()))
        .toList();
  }
}
