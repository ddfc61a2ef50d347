package dev.daruma.app;

import dev.daruma.app.command.Apply;
import dev.daruma.app.command.BundleBuild;
import dev.daruma.app.command.BundleCommands;
import dev.daruma.app.command.BundleVerify;
import dev.daruma.app.command.CertificateCommands;
import dev.daruma.app.command.DemoCommand;
import dev.daruma.app.command.DrillCommand;
import dev.daruma.app.command.FetchKubeconfig;
import dev.daruma.app.command.History;
import dev.daruma.app.command.HistoryShow;
import dev.daruma.app.command.KubectlCommand;
import dev.daruma.app.command.LabCommands;
import dev.daruma.app.command.LabExec;
import dev.daruma.app.command.LabSsh;
import dev.daruma.app.command.LabStatus;
import dev.daruma.app.command.LabTurn;
import dev.daruma.app.command.LabUpDown;
import dev.daruma.app.command.NodeAdd;
import dev.daruma.app.command.NodeCommands;
import dev.daruma.app.command.NodeDrain;
import dev.daruma.app.command.NodeRemove;
import dev.daruma.app.command.NodeReplace;
import dev.daruma.app.command.NodeUndrain;
import dev.daruma.app.command.ProbeEndpoint;
import dev.daruma.app.command.RebootHosts;
import dev.daruma.app.command.ResetSite;
import dev.daruma.app.command.ShowPlan;
import dev.daruma.app.command.ShowVersion;
import dev.daruma.app.command.Status;
import dev.daruma.app.command.Validate;
import dev.daruma.app.command.Verify;
import dev.daruma.app.command.WriteRequests;
import dev.daruma.app.run.LabNamespace;
import dev.daruma.app.terminal.TerminalScreen;
import dev.daruma.cluster.site.file.Operator;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.ssh.SshEnvironment;
import dev.daruma.engine.ssh.SshShells;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The program: builds highly available Kubernetes clusters on bare hosts over SSH. */
@Command(
    name = "daruma",
    description = "Builds highly available Kubernetes clusters on bare hosts over SSH.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Exit codes: 0 done, 1 failed, 2 plan found changes (with --detailed-exitcode),",
      "3 refused for safety, 64 bad usage or bad site file, 130 interrupted."
    })
public final class Daruma {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of what goes wrong.")
  private boolean debug;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli writes and reads it
  private boolean help;

  boolean debug() {
    return debug;
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(workplace(), arguments).execute(arguments));
  }

  /** All commands, working there. */
  public static CommandLine commandLine(Workplace workplace) {
    return commandLine(workplace, new String[0]);
  }

  /**
   * The commands that these arguments may need. A command that is named first needs no other one,
   * and making the models of all takes longer than the shortest of them run.
   */
  static CommandLine commandLine(Workplace workplace, String... arguments) {
    Daruma daruma = new Daruma();
    CommandLine commandLine = new CommandLine(daruma);
    Map<String, Supplier<Object>> commands = commands(workplace);
    if (arguments.length > 0 && commands.containsKey(arguments[0])) {
      commands.keySet().retainAll(Set.of(arguments[0]));
    }
    commands.forEach((name, command) -> commandLine.addSubcommand(name, command.get()));
    commandLine.registerConverter(HostName.class, Daruma::hostName);
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setOut(workplace.out());
    commandLine.setErr(workplace.err());
    Endings endings = new Endings(workplace, daruma::debug);
    commandLine.setExecutionExceptionHandler(endings);
    commandLine.setParameterExceptionHandler(endings);
    return commandLine;
  }

  private static Map<String, Supplier<Object>> commands(Workplace workplace) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("validate", () -> new Validate(workplace));
    commands.put("plan", () -> new ShowPlan(workplace));
    commands.put("apply", () -> new Apply(workplace));
    commands.put("verify", () -> new Verify(workplace));
    commands.put("status", () -> new Status(workplace));
    commands.put("probe", () -> new ProbeEndpoint(workplace));
    commands.put("drill", () -> new DrillCommand(workplace, Terminal::answer));
    commands.put("kubeconfig", () -> new FetchKubeconfig(workplace));
    commands.put(
        "kubectl",
        // What follows the first word of kubectl's is kubectl's.
        () -> new CommandLine(new KubectlCommand(workplace)).setStopAtPositional(true));
    commands.put(
        "certs",
        () ->
            new CommandLine(new CertificateCommands()).addSubcommand(new WriteRequests(workplace)));
    commands.put(
        "node",
        () ->
            new CommandLine(new NodeCommands())
                .addSubcommand(new NodeAdd(workplace))
                .addSubcommand(new NodeRemove(workplace))
                .addSubcommand(new NodeReplace(workplace))
                .addSubcommand(new NodeDrain(workplace))
                .addSubcommand(new NodeUndrain(workplace)));
    commands.put("reboot", () -> new RebootHosts(workplace));
    commands.put("reset", () -> new ResetSite(workplace));
    commands.put(
        "history",
        () -> new CommandLine(new History(workplace)).addSubcommand(new HistoryShow(workplace)));
    commands.put("lab", () -> lab(workplace));
    commands.put(
        "bundle",
        () ->
            new CommandLine(new BundleCommands())
                .addSubcommand(new BundleBuild(workplace))
                .addSubcommand(new BundleVerify(workplace)));
    commands.put("demo", () -> new DemoCommand(workplace));
    commands.put("version", () -> new ShowVersion(workplace));
    return commands;
  }

  private static CommandLine lab(Workplace workplace) {
    CommandLine lab =
        new CommandLine(new LabCommands())
            .addSubcommand("up", new LabUpDown(workplace, LabUpDown.Way.UP))
            .addSubcommand("down", new LabUpDown(workplace, LabUpDown.Way.DOWN))
            .addSubcommand(new LabStatus(workplace))
            .addSubcommand(new LabSsh(workplace))
            .addSubcommand(new LabExec(workplace));
    Arrays.stream(LabTurn.Turn.values())
        .forEach(turn -> lab.addSubcommand(turn.word(), new LabTurn(workplace, turn)));
    return lab;
  }

  private static HostName hostName(String text) {
    if (!HostName.isValid(text)) {
      throw new CommandLine.TypeConversionException("'" + text + "' is no host name");
    }
    return new HostName(text);
  }

  private static Workplace workplace() {
    Operator operator = Operator.current();
    SshEnvironment ssh =
        SshEnvironment.of(operator.environment(), file -> Terminal.passphrase(file));
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    return new Workplace(
        out,
        new PrintWriter(System.err, true, StandardCharsets.UTF_8),
        Terminal.isThere(operator.environment()),
        operator,
        operator.home().resolve(Path.of(".cache", "daruma")),
        Optional.ofNullable(operator.environment().get(LabNamespace.VARIABLE)),
        Clock.systemUTC(),
        ZoneId::systemDefault,
        SecureRandom::new,
        targets -> new SshShells(targets, ssh),
        () ->
            Terminal.isForViews(operator.environment())
                ? TerminalScreen.open(out)
                : Optional.empty());
  }
}
