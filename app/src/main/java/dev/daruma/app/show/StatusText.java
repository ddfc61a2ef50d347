package dev.daruma.app.show;

import dev.daruma.app.show.Table.Cell;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.status.Drift;
import dev.daruma.cluster.status.Expiry;
import dev.daruma.cluster.status.HostState;
import dev.daruma.cluster.status.NodeState;
import dev.daruma.cluster.status.SiteStatus;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A status as a person reads it: one screen of at most 79 columns.
 *
 * @param zone of the operator's clock
 */
public record StatusText(Paint paint, ZoneId zone) {
  private static final int WIDTH = 79;
  private static final int LABEL = 14;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

  public List<String> lines(SiteStatus status) {
    List<String> concerns = status.concerns();
    List<String> lines = new ArrayList<>();
    String head =
        "site "
            + status.site().name()
            + " at "
            + TIME.format(status.at().atZone(zone))
            + ": "
            + (concerns.isEmpty() ? "all is well" : count(concerns.size()));
    lines.add(concerns.isEmpty() ? paint.green(head) : paint.red(head));
    lines.add("");
    lines.addAll(hosts(status));
    lines.add("");
    lines.addAll(labelled("endpoint", endpoint(status)));
    lines.addAll(labelled("etcd", new EtcdText(paint).lines(status.etcd(), WIDTH - LABEL)));
    lines.addAll(labelled("certificates", certificates(status)));
    lines.addAll(labelled("backups", List.of("none made: backups are not built yet")));
    lines.addAll(labelled("drift", drift(status.drift())));
    if (!concerns.isEmpty()) {
      lines.add("");
      concerns.forEach(
          concern ->
              Wrapped.text("! ", Printable.of(concern), WIDTH)
                  .forEach(line -> lines.add(paint.red(line))));
    }
    return lines;
  }

  private static String count(int concerns) {
    return concerns == 1 ? "1 thing is not well" : concerns + " things are not well";
  }

  private static List<String> labelled(String label, List<String> lines) {
    List<String> labelled = new ArrayList<>();
    for (String line : lines) {
      labelled.add(("%-" + LABEL + "s").formatted(labelled.isEmpty() ? label : "") + line);
    }
    return labelled;
  }

  private List<String> hosts(SiteStatus status) {
    List<List<Cell>> rows = new ArrayList<>();
    Set<String> runtimes = runtimes(status);
    // One that all nodes have need not be named in each line.
    String runtime =
        runtimes.size() == 1 ? runtimes.iterator().next().toUpperCase(Locale.ROOT) : "RUNTIME";
    rows.add(
        List.of("HOST", "ROLES", "ADDRESS", "NODE", "KUBELET", runtime).stream()
            .map(word -> new Cell(word, paint::faint))
            .toList());
    status.hosts().forEach(host -> rows.add(row(host, runtimes.size() == 1)));
    List<String> table = new Table(rows).lines(WIDTH);
    List<String> lines = new ArrayList<>();
    lines.add(table.getFirst());
    for (int at = 0; at < status.hosts().size(); at++) {
      lines.add(table.get(at + 1));
      why(status.hosts().get(at))
          .ifPresent(
              why ->
                  Wrapped.text("  ", Printable.of(why), WIDTH)
                      .forEach(line -> lines.add(paint.red(line))));
    }
    return lines;
  }

  /** The programs that run the nodes' containers, without their versions. */
  private static Set<String> runtimes(SiteStatus status) {
    Set<String> runtimes = new TreeSet<>();
    status.hosts().stream()
        .flatMap(host -> host.node().stream())
        .map(NodeState::runtime)
        .filter(runtime -> !runtime.isEmpty())
        .forEach(runtime -> runtimes.add(Printable.of(runtime).replaceFirst("://.*", "")));
    return runtimes;
  }

  private List<Cell> row(HostState state, boolean versionOnly) {
    Optional<NodeState> node = state.node();
    return List.of(
        new Cell(state.host().name().value(), paint::bold),
        Cell.of(state.host().roles().stream().map(Role::toString).collect(Collectors.joining(","))),
        Cell.of(state.host().address().getHostAddress()),
        node.map(this::node)
            .orElseGet(
                () ->
                    new Cell(
                        state.host().isNode() ? "none" : "-",
                        state.host().isNode() ? paint::red : paint::faint)),
        Cell.of(node.map(NodeState::version).map(Printable::of).orElse("")),
        Cell.of(
            node.map(NodeState::runtime)
                .map(
                    runtime ->
                        versionOnly
                            ? Printable.of(runtime).replaceFirst(".*://", "")
                            : Printable.of(runtime).replace("://", " "))
                .orElse("")));
  }

  private Cell node(NodeState node) {
    if (!node.ready()) {
      return new Cell(node.word(), paint::red);
    }
    return node.cordoned()
        ? new Cell("cordoned", paint::yellow)
        : new Cell(node.word(), paint::green);
  }

  /** What a person wants to know of a host that is not well: the first line of what failed. */
  private static Optional<String> why(HostState state) {
    return state
        .unread()
        .map(Problem::cause)
        .or(() -> state.node().filter(node -> !node.ready()).map(NodeState::message))
        .flatMap(text -> text.strip().lines().findFirst());
  }

  private List<String> endpoint(SiteStatus status) {
    String address = status.site().kubernetes().endpoint().host();
    List<HostName> holders = status.holders();
    String names = holders.stream().map(HostName::value).collect(Collectors.joining(", "));
    return List.of(
        switch (holders.size()) {
          case 0 ->
              status.site().kubernetes().endpoint().virtualAddress().isEmpty()
                  ? address + ", somebody else's"
                  : paint.red(address + " on no host");
          case 1 -> address + " on " + names;
          default -> paint.red(address + " on " + holders.size() + " hosts: " + names);
        });
  }

  private List<String> certificates(SiteStatus status) {
    List<List<Cell>> rows = new ArrayList<>();
    status
        .hosts()
        .forEach(
            host ->
                host.expiry()
                    .ifPresent(
                        expiry -> rows.add(row(host.host().name().value(), expiry, status))));
    status.authorityExpiry().ifPresent(expiry -> rows.add(row("authorities", expiry, status)));
    return rows.isEmpty()
        ? List.of("none: no host that answers has one")
        : new Table(rows).lines(WIDTH - LABEL);
  }

  private List<Cell> row(String whose, Expiry expiry, SiteStatus status) {
    long days = expiry.daysLeft(status.at());
    String left = days < 0 ? "expired" : days == 1 ? "1 day" : days + " days";
    return List.of(
        Cell.of(whose),
        expiry.isLate(status.at()) ? new Cell(left, paint::red) : Cell.of(left),
        new Cell(Printable.of(expiry.file()), paint::faint));
  }

  private List<String> drift(Drift drift) {
    return switch (drift) {
      case Drift.Changes(var changes) when changes.isEmpty() ->
          List.of("none: the site is as its file says");
      case Drift.Changes(var changes) ->
          Wrapped.list(
                  "",
                  changes.entrySet().stream()
                      .map(each -> each.getKey() + " " + ChangeCount.text(each.getValue()))
                      .toList(),
                  WIDTH - LABEL)
              .stream()
              .map(paint::yellow)
              .toList();
      case Drift.Hindered _ ->
          List.of(paint.red("not known: daruma plan refuses, for what is said below"));
      case Drift.Unknown(var why) ->
          Wrapped.text("", "not known: " + Printable.of(why), WIDTH - LABEL).stream()
              .map(paint::yellow)
              .toList();
    };
  }
}
