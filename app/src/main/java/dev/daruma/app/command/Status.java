package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.app.run.StatusLook;
import dev.daruma.app.run.Visit;
import dev.daruma.app.run.Watching;
import dev.daruma.app.show.PlanJson;
import dev.daruma.app.show.StatusJson;
import dev.daruma.app.show.StatusText;
import dev.daruma.app.show.live.Screen;
import dev.daruma.app.show.live.StatusView;
import dev.daruma.app.terminal.QuitKey;
import dev.daruma.app.terminal.StopSignals;
import dev.daruma.cluster.status.SiteStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How the site is at this moment, on one screen. */
@Command(
    name = "status",
    description =
        "Show hosts, nodes, etcd, who holds the endpoint's address, certificates and drift.",
    footer = {"", "Exit codes: 0 all is well, 1 not."})
public final class Status implements Callable<Integer> {
  private static final int LONGEST = 3600;

  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();
  @Mixin private final OutputOption output = new OutputOption();

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "2",
      paramLabel = "SECONDS",
      description =
          "Look again so many seconds after each look (default: ${FALLBACK-VALUE}), until Ctrl-C,"
              + " or q and Enter.")
  private @Nullable Integer watch;

  @Spec private @Nullable CommandSpec spec;

  public Status(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<Duration> period = period();
    try (Visit visit = Visit.to(site.read(workplace), workplace)) {
      StatusLook look = StatusLook.at(visit);
      if (period.isEmpty()) {
        SiteStatus status = look.look();
        print(status);
        return exitCode(status);
      }
      return watch(look, period.get());
    }
  }

  private Optional<Duration> period() {
    Integer seconds = watch;
    if (seconds == null) {
      return Optional.empty();
    }
    if ((seconds < 1 || seconds > LONGEST) && spec != null) {
      throw new ParameterException(
          spec.commandLine(), "--watch: " + seconds + " is not from 1 to " + LONGEST + " seconds");
    }
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private int watch(StatusLook look, Duration period) throws InterruptedException {
    Optional<Screen> screen = output.isJson() ? Optional.empty() : workplace.screens().get();
    Consumer<SiteStatus> show =
        screen
            .map(StatusView::new)
            .<Consumer<SiteStatus>>map(view -> status -> view.show(lines(status)))
            .orElse(this::printRound);
    Watching<SiteStatus> watching = new Watching<>(period, look::look, show);
    try (StopSignals _ = StopSignals.telling(watching::enough)) {
      screen.ifPresent(there -> QuitKey.telling(System.in, watching::enough));
      return watching.watch().map(Status::exitCode).orElse(ExitCode.INTERRUPTED);
    } finally {
      screen.ifPresent(Screen::close);
    }
  }

  private List<String> lines(SiteStatus status) {
    return new StatusText(OutputOption.paint(workplace), workplace.clock().getZone()).lines(status);
  }

  private void print(SiteStatus status) {
    if (output.isJson()) {
      workplace.out().println(PlanJson.print(StatusJson.of(status)));
    } else {
      lines(status).forEach(workplace.out()::println);
    }
  }

  /** One block for each look, or one line where a program reads it. */
  private void printRound(SiteStatus status) {
    if (output.isJson()) {
      workplace.out().println(StatusJson.of(status));
    } else {
      print(status);
      workplace.out().println();
    }
    workplace.out().flush();
  }

  private static int exitCode(SiteStatus status) {
    return status.concerns().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }
}
