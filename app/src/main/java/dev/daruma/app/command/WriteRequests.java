package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.cluster.controlplane.RequestFiles;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Writes what the site's certificates are like as cfssl's request files; touches no host. */
@Command(
    name = "requests",
    description =
        "Write the site's certificates as cfssl's request files: ca-csr.json, ca-config.json,"
            + " server-csr.json. Touches no host.")
public final class WriteRequests implements Callable<Integer> {
  private final Workplace workplace;

  @Mixin private final SiteOption site = new SiteOption();

  @Option(
      names = "--out",
      paramLabel = "FOLDER",
      description = "Where to (default: the current folder). What is there is not overwritten.",
      defaultValue = ".")
  private Path folder = Path.of(".");

  public WriteRequests(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    SortedMap<String, String> files = RequestFiles.of(site.read(workplace));
    List<Path> present =
        files.keySet().stream().map(folder::resolve).filter(Files::exists).toList();
    if (!present.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.CONFLICT,
              "write the request files to " + folder,
              present.getFirst() + " is there already",
              "name another folder with --out, or move the file away"));
    }
    try {
      Files.createDirectories(folder);
      for (var file : files.entrySet()) {
        Path written = folder.resolve(file.getKey());
        Files.writeString(written, file.getValue(), StandardOpenOption.CREATE_NEW);
        workplace.out().println(written);
      }
    } catch (IOException failure) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.USAGE,
              "write the request files to " + folder,
              String.valueOf(failure.getMessage()),
              "name a folder that is yours with --out"));
    }
    return ExitCode.DONE;
  }
}
