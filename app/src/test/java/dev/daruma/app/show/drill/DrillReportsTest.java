package dev.daruma.app.show.drill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.app.show.PlanJson;
import dev.daruma.cluster.drill.Asked;
import dev.daruma.cluster.drill.Drill;
import dev.daruma.cluster.drill.DrillReport;
import dev.daruma.cluster.drill.DrillReport.PodMove;
import dev.daruma.cluster.drill.DrillReport.Seen;
import dev.daruma.cluster.drill.DrillReport.Times;
import dev.daruma.cluster.drill.Holding;
import dev.daruma.cluster.drill.LeaderLog.Leadership;
import dev.daruma.cluster.drill.Look;
import dev.daruma.engine.host.HostName;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/**
 * Reports as text, JSON and HTML, against recorded ones. {@code mvn -pl app test -Dgolden=write}
 * writes them; read the difference before committing it.
 */
class DrillReportsTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/daruma/app/show/drill");
  private static final Instant CAUSED = Instant.parse("2026-01-01T12:00:00Z");
  private static final HostName ONE = new HostName("master01");
  private static final HostName TWO = new HostName("master02");

  /** Looks every 20 ms for ten seconds, failing from one millisecond to another. */
  private static Seen seen(int from, int to) {
    List<Look> looks = new ArrayList<>();
    for (int at = -500; at < 9500; at += 20) {
      looks.add(new Look(CAUSED.plusMillis(at), at < from || at >= to));
    }
    return Seen.of(looks);
  }

  private static Instant at(int milliseconds) {
    return CAUSED.plusMillis(milliseconds);
  }

  private static DrillReport powerOff(int reads) {
    Map<Asked, Seen> asked = new EnumMap<>(Asked.class);
    asked.put(Asked.READS, seen(0, reads));
    asked.put(Asked.WRITES, seen(0, reads + 900));
    asked.put(Asked.KEPT, seen(0, 1000));
    asked.put(Asked.PODS, seen(0, 0));
    return new DrillReport(
        Drill.POWER_OFF,
        ONE,
        new Times(at(-500), CAUSED, at(4_200), at(21_000)),
        asked,
        List.of(new Holding(ONE, at(-500), CAUSED), new Holding(TWO, at(640), at(21_000))),
        Duration.ZERO,
        List.of(
            new Leadership(at(-90_000), Optional.of(ONE), 4),
            new Leadership(at(1_300), Optional.empty(), 5),
            new Leadership(at(1_500), Optional.of(TWO), 5)),
        List.of(new PodMove("kube-system/coredns-a", TWO)),
        List.of());
  }

  private static DrillReport keepalivedKill() {
    return new DrillReport(
        Drill.KEEPALIVED_KILL,
        ONE,
        new Times(at(-500), CAUSED, at(2_100), at(4_000)),
        Map.of(Asked.READS, seen(0, 0)),
        List.of(new Holding(ONE, at(-500), at(4_000)), new Holding(TWO, at(700), at(2_000))),
        Duration.ofMillis(12),
        List.of(),
        List.of(),
        List.of("nothing was asked from inside <the> cluster"));
  }

  private static void check(String name, String actual) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, actual);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "").as(name).isEqualTo(actual);
  }

  private static String lines(List<String> lines) {
    return String.join("\n", lines) + "\n";
  }

  @Test
  void oneDrillIsToldInFull() throws IOException {
    check("power-off.txt", lines(DrillText.lines(powerOff(700))));
    check("keepalived-kill.txt", lines(DrillText.lines(keepalivedKill())));
  }

  @Test
  void eachDrillHasALineWhenItHasEnded() {
    assertThat(DrillText.line(powerOff(700)))
        .isEqualTo(
            "power-off of master01: reads 700 ms, writes 1600 ms, kept 1000 ms, pods 0 ms; whole"
                + " again after 21.0 s");
  }

  @Test
  void manyDrillsAreATable() throws IOException {
    check(
        "table.md",
        lines(
            DrillTable.lines(
                List.of(powerOff(700), keepalivedKill(), powerOff(500), powerOff(1200)))));
  }

  @Test
  void programsReadAllOfIt() throws IOException {
    check(
        "drills.json",
        PlanJson.print(
                DrillJson.of(
                    "neko",
                    List.of(powerOff(700), keepalivedKill()),
                    List.of("something was missed"),
                    false))
            + "\n");
  }

  @Test
  void thePageIsWholeInItself() throws Exception {
    String page =
        DrillPage.of(
            "neko", List.of(powerOff(700), keepalivedKill()), List.of("a < b, and that is bad"));
    check("drills.html", page);
    assertThat(page)
        .doesNotContain("<script", "http://", "https://", "src=", "<link")
        .contains("a &lt; b", "&lt;the&gt;", "prefers-color-scheme: dark");
    // Where HTML is written as XML, every element that is opened is closed.
    String body = page.substring(page.indexOf("<body>"), page.indexOf("</html>"));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(body)));
    assertThat(document.getElementsByTagName("svg").getLength()).isEqualTo(2);
  }

  @Test
  void everyDrillIsListed() {
    assertThat(DrillText.list()).hasSize(Drill.values().length);
    assertThat(lines(DrillText.list()))
        .contains(
            "power-off           takes the host's power away, then gives it back; of the host");
  }
}
