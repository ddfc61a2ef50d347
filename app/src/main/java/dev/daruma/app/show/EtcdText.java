package dev.daruma.app.show;

import dev.daruma.app.show.Table.Cell;
import dev.daruma.cluster.status.EtcdState;
import dev.daruma.cluster.status.EtcdState.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** etcd's members as a person reads them. */
record EtcdText(Paint paint) {

  List<String> lines(Optional<EtcdState> state, int width) {
    if (state.isEmpty()) {
      return List.of(paint.red("no member answers"));
    }
    EtcdState etcd = state.get();
    List<String> lines = new ArrayList<>(Wrapped.text("", summary(etcd), width));
    if (etcd.leaders().size() != 1 || etcd.healthy() < etcd.expected()) {
      lines.replaceAll(paint::red);
    }
    lines.addAll(new Table(etcd.members().stream().map(this::row).toList()).lines(width));
    return lines;
  }

  private static String summary(EtcdState etcd) {
    String leader =
        switch (etcd.leaders().size()) {
          case 0 -> "no leader";
          case 1 -> "leader " + etcd.leaders().getFirst();
          default -> "different leaders: " + String.join(", ", etcd.leaders());
        };
    return "%d of %d healthy, %s; quorum %d, %s"
        .formatted(
            etcd.healthy(),
            etcd.joined(),
            leader,
            etcd.quorum(),
            etcd.healthy() < etcd.quorum()
                ? "which is lost"
                : etcd.spare() == 0 ? "none may fail" : etcd.spare() + " more may fail");
  }

  private List<Cell> row(Member member) {
    return List.of(
        Cell.of(Printable.of(member.name())),
        state(member),
        Cell.of(member.databaseBytes().map(EtcdText::megabytes).orElse("")),
        Cell.of(member.leader() ? "leader" : ""),
        new Cell(Printable.of(String.join(", ", member.alarms())), paint::red));
  }

  private Cell state(Member member) {
    if (!member.joined()) {
      return new Cell("no member", paint::red);
    }
    if (member.databaseBytes().isEmpty()) {
      return new Cell("silent", paint::red);
    }
    return member.healthy()
        ? new Cell("healthy", paint::green)
        : new Cell("not healthy", paint::red);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
