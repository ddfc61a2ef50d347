package dev.daruma.lab.bundle;

import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Debian's package archive, seen through this machine's own sources but nothing else of it: lists,
 * downloads and the notion of what is installed lie in a folder of ours. So what is fetched does
 * not depend on what this machine has installed, and no other vendor's packages come in.
 */
final class DebianArchive {
  static final String CODENAME = "bookworm";

  private final Path folder;

  private DebianArchive(Path folder) {
    this.folder = folder;
  }

  /**
   * Reads the package lists anew.
   *
   * @param architecture whose packages are looked at, which need not be this machine's
   */
  static DebianArchive open(Path folder, Path etcApt, String architecture) throws IOException {
    Files.createDirectories(folder.resolve("lists/partial"));
    Files.createDirectories(folder.resolve("cache/archives/partial"));
    Files.createDirectories(folder.resolve("sources.d"));
    List<String> sources = SourceList.read(etcApt, CODENAME);
    if (sources.isEmpty()) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.LAB,
              "read package sources",
              etcApt + " names no source of Debian 12 (" + CODENAME + ")",
              "run this on Debian 12, or add its archive to " + etcApt + "/sources.list"));
    }
    Files.write(folder.resolve("sources.list"), sources);
    Files.writeString(folder.resolve("nothing-installed"), "");
    Files.writeString(
        folder.resolve("apt.conf"),
        """
        Dir::Etc::sourcelist "%1$s/sources.list";
        Dir::Etc::sourceparts "%1$s/sources.d";
        Dir::State::lists "%1$s/lists";
        Dir::State::status "%1$s/nothing-installed";
        Dir::Cache "%1$s/cache";
        Acquire::Languages "none";
        Acquire::Retries "3";
        APT::Install-Recommends "false";
        APT::Sandbox::User "root";
        APT::Architecture "%2$s";
        APT::Architectures {"%2$s";};
        """
            .formatted(folder, architecture));
    DebianArchive archive = new DebianArchive(folder);
    archive.command("fetch Debian's package lists", "apt-get", "-q", "update").run();
    return archive;
  }

  /** The configuration to give to a program that calls apt-get itself. */
  Path configuration() {
    return folder.resolve("apt.conf");
  }

  Command command(String act, Object... words) {
    return Command.of(act, words).with("APT_CONFIG", configuration());
  }

  /**
   * A dpkg status file that says these packages are installed, with all they need.
   *
   * @param names packages, and patterns as in apt-patterns(7)
   */
  Path statusOf(List<String> names) throws IOException {
    List<String> chosen = new ArrayList<>();
    Command simulation =
        command("work out what a bare Debian has", "apt-get", "-q", "--simulate", "install");
    for (String line : simulation.and(names).lines()) {
      // Inst libc6 (2.36-9 Debian:12/stable [amd64])
      String[] words = line.split(" ");
      if (words[0].equals("Inst")) {
        chosen.add(words[1] + "=" + words[2].substring(1));
      }
    }
    List<String> stanzas =
        command("read what a bare Debian has", "apt-cache", "show").and(chosen).lines();
    Path status = folder.resolve("bare-status");
    Files.write(
        status,
        stanzas.stream()
            .flatMap(
                line ->
                    line.startsWith("Package: ")
                        ? Stream.of(line, "Status: install ok installed")
                        : Stream.of(line))
            .toList());
    return status;
  }

  /** Fetches packages and all that they need beyond what the status file has. */
  void download(List<String> names, Path status, Path target) throws IOException {
    Files.createDirectories(target.resolve("partial"));
    command(
            "fetch packages from Debian",
            "apt-get",
            "-q",
            "--yes",
            "-o",
            "Dir::State::status=" + status,
            "-o",
            "Dir::Cache::archives=" + target,
            "--download-only",
            "install")
        .and(names)
        .run();
    CachedFolder.delete(target.resolve("partial"));
    Files.deleteIfExists(target.resolve("lock"));
    dropEpochs(target);
  }

  /** The same without regard for what is installed: everything down to the C library. */
  void downloadWhole(List<String> names, Path target) throws IOException {
    download(names, folder.resolve("nothing-installed"), target);
  }

  /** Fetches one package and nothing that it needs. */
  void downloadOne(String name, Path target) throws IOException {
    // apt-get download knows no target but the current folder.
    Command.of(
            "fetch " + name,
            "sh",
            "-c",
            "cd \"$1\" && exec apt-get -q download \"$2\"",
            "sh",
            target,
            name)
        .with("APT_CONFIG", configuration())
        .run();
    dropEpochs(target);
  }

  /** apt writes the epoch's colon as %3a, which in an index of its own it reads as a colon. */
  private static void dropEpochs(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        Files.move(file, file.resolveSibling(name.replaceFirst("_[0-9]+%3a", "_")));
      }
    }
  }
}
