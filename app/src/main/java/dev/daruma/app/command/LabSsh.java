package dev.daruma.app.command;

import dev.daruma.app.Workplace;
import dev.daruma.app.run.SiteLab;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.lab.host.Lab;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Logs in on a lab's host by OpenSSH, or runs a command there. */
@Command(name = "ssh", description = "Log in on a host of the lab, or run a command there.")
public final class LabSsh implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();

  @Parameters(index = "0", paramLabel = "HOST", description = "The host's name.")
  private HostName host = new HostName("host");

  @Parameters(index = "1..*", paramLabel = "COMMAND", description = "What to run; after --.")
  private List<String> command = new ArrayList<>();

  public LabSsh(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    Site read = site.readForLab(workplace);
    Host there =
        read.hosts().stream()
            .filter(each -> each.name().equals(host))
            .findFirst()
            .orElseThrow(() -> unknown(read));
    Lab lab = SiteLab.of(read, workplace, line -> {});
    List<String> ssh =
        new ArrayList<>(
            List.of(
                "ssh",
                "-i",
                lab.identity().toString(),
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "UserKnownHostsFile=\"" + lab.knownHosts() + "\"",
                there.target().user() + "@" + there.address().getHostAddress()));
    if (!command.isEmpty()) {
      ssh.add("--");
      ssh.addAll(command);
    }
    return lab.exec(ssh);
  }

  private ProblemException unknown(Site read) {
    return new ProblemException(
        Problem.of(
            Problem.Code.LAB,
            host,
            "find the lab's host",
            "the site has no such host",
            "name one of " + read.hosts().stream().map(Host::name).toList()));
  }
}
