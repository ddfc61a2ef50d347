package dev.daruma.cluster.os;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HostsFileTest {
  private static final SortedMap<HostName, InetAddress> SITE =
      new TreeMap<>(
          Map.of(
              new HostName("node01"), InetAddress.ofLiteral("192.168.3.21"),
              new HostName("master01"), InetAddress.ofLiteral("192.168.3.11")));
  private static final String BLOCK =
      """
      # BEGIN hosts of the site, written by daruma
      192.168.3.11 master01
      192.168.3.21 node01
      # END hosts of the site, written by daruma
      """;

  @Test
  void theBlockComesAtTheEnd() {
    assertThat(HostsFile.with("127.0.0.1 localhost\n", SITE))
        .isEqualTo("127.0.0.1 localhost\n" + BLOCK);
    assertThat(HostsFile.with("127.0.0.1 localhost", SITE))
        .isEqualTo("127.0.0.1 localhost\n" + BLOCK);
    assertThat(HostsFile.with("", SITE)).isEqualTo(BLOCK);
  }

  @Test
  void anOldBlockIsReplacedInItsPlace() {
    String old = BLOCK.replace("192.168.3.21 node01", "192.168.3.99 gone");
    assertThat(HostsFile.with("a\n" + old + "b\n", SITE)).isEqualTo("a\n" + BLOCK + "b\n");
  }

  @Test
  void doubledBlocksBecomeOne() {
    assertThat(HostsFile.with(BLOCK + "a\n" + BLOCK, SITE)).isEqualTo("a\n" + BLOCK);
  }

  @Test
  void aBlockWithoutItsEndTakesNoForeignLineAlong() {
    String broken = BLOCK.lines().limit(3).collect(Collectors.joining("\n", "", "\n"));
    assertThat(HostsFile.with(broken + "10.0.0.1 theirs\n", SITE)).contains("10.0.0.1 theirs\n");
    assertThat(HostsFile.with(broken + BLOCK, SITE)).endsWith(BLOCK);
  }

  @Test
  void withoutEntriesTheBlockGoes() {
    assertThat(HostsFile.with("a\n" + BLOCK + "b\n", Collections.emptySortedMap()))
        .isEqualTo("a\nb\n");
    assertThat(HostsFile.with(BLOCK, Collections.emptySortedMap())).isEmpty();
  }

  /** Whatever the file says: twice is once, and taking the block away leaves what was foreign. */
  @Test
  void anyFileKeepsItsForeignLines() {
    List<String> pieces =
        List.of("127.0.0.1 localhost", "", "# note", "::1 ip6-localhost", "\tx", "10.0.0.1 a b");
    Random random = new Random(1);
    for (int round = 0; round < 2000; round++) {
      List<String> foreign =
          IntStream.range(0, random.nextInt(6))
              .mapToObj(index -> pieces.get(random.nextInt(pieces.size())))
              .toList();
      String file = foreign.stream().map(line -> line + "\n").collect(Collectors.joining());
      String once = HostsFile.with(file, SITE);
      assertThat(HostsFile.with(once, SITE)).isEqualTo(once);
      assertThat(once).contains(BLOCK);
      assertThat(HostsFile.with(once, Collections.emptySortedMap())).isEqualTo(file);
    }
  }
}
