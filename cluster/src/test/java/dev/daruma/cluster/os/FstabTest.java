package dev.daruma.cluster.os;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FstabTest {
  private static final List<String> LINES =
      List.of(
          "# <file system> <mount point> <type> <options>",
          "UUID=1 / ext4 errors=remount-ro 0 1",
          "/swapfile none swap sw 0 0",
          "UUID=2\tswap\tswap\tdefaults\t0\t0",
          "  /dev/sda2 none swap",
          "#/dev/sdb none swap sw",
          "/dev/sdc /swap ext4 swap 0 0",
          "",
          "LABEL=swap /mnt ext4 defaults");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "/swapfile none swap sw 0 0|true",
        "UUID=2\tswap\tswap\tdefaults|true",
        "  /dev/sda2 none swap|true",
        "#/dev/sdb none swap sw|false",
        "# /dev/sdb none swap sw|false",
        "/dev/sdc /swap ext4 swap 0 0|false",
        "/dev/sdc none swapfs sw|false",
        "UUID=1 / ext4 defaults 0 1|false"
      })
  void swapLinesAreCommentedOut(String line, boolean swap) {
    assertThat(Fstab.withoutSwap(line))
        .isEqualTo(swap ? "#daruma: no swap under Kubernetes# " + line : line);
  }

  /** Whatever the file says: twice is once, and it can be taken back to the byte. */
  @Test
  void anyFileComesBack() {
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      String file =
          IntStream.range(0, random.nextInt(8))
                  .mapToObj(index -> LINES.get(random.nextInt(LINES.size())))
                  .collect(Collectors.joining("\n"))
              + (random.nextBoolean() ? "\n" : "");
      String once = Fstab.withoutSwap(file);
      assertThat(Fstab.withoutSwap(once)).isEqualTo(once);
      assertThat(once.lines()).hasSameSizeAs(file.lines().toList());
      assertThat(Fstab.withSwapAgain(once)).isEqualTo(file);
      assertThat(Fstab.withSwapAgain(file)).isEqualTo(file);
    }
  }
}
