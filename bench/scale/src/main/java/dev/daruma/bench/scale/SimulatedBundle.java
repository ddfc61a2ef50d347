package dev.daruma.bench.scale;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daruma.engine.bundle.Bundle;
import dev.daruma.engine.bundle.BundleWriter;
import dev.daruma.engine.bundle.Checksum;
import dev.daruma.engine.bundle.Manifest;
import dev.daruma.engine.bundle.Manifest.Entry;
import dev.daruma.engine.bundle.Manifest.Kind;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bundle of the packages and images that the recorded hosts have. What its files hold is of no
 * matter, as a plan without changes copies none.
 */
final class SimulatedBundle {
  private static final Pattern PACKAGE =
      Pattern.compile("^(?<name>kube(?:adm|let|ctl)) (?<version>\\S+) ", Pattern.MULTILINE);
  private static final Pattern IMAGE =
      Pattern.compile(
          "^(?<repository>[^/\\s]+)/(?<name>[^/:@\\s]+):(?<tag>[^/:@\\s]+)$", Pattern.MULTILINE);

  private SimulatedBundle() {}

  static Bundle write(Path folder, Recording recording) throws IOException {
    Path content = folder.resolve("content");
    Files.writeString(content, "of no matter\n");
    List<Entry> entries = new ArrayList<>();
    String kubernetes = "";
    String repository = "";
    Matcher packages = PACKAGE.matcher(stdout(recording, "dpkg-query "));
    while (packages.find()) {
      String name = packages.group("name");
      String version = packages.group("version");
      kubernetes = version.replaceFirst("^[^+]*\\+really|^", "").replaceFirst("-.*$", "");
      entries.add(
          entry("apt/" + name + ".deb", content, Kind.PACKAGE, name, version, Optional.empty()));
    }
    Matcher images = IMAGE.matcher(stdout(recording, "ctr "));
    while (images.find()) {
      String name = images.group("name");
      repository = images.group("repository");
      entries.add(
          entry(
              "images/" + name + ".tar",
              content,
              Kind.IMAGE,
              name,
              images.group("tag"),
              Optional.of(images.group())));
    }
    Manifest manifest =
        new Manifest(Manifest.FORMAT, kubernetes, "amd64", Instant.EPOCH, repository, entries);
    return BundleWriter.write(folder.resolve("bundle.tar"), manifest, entry -> content);
  }

  private static Entry entry(
      String path, Path content, Kind kind, String name, String version, Optional<String> image)
      throws IOException {
    return new Entry(
        path,
        Files.size(content),
        Checksum.of(Files.readString(content).getBytes(UTF_8)),
        kind,
        name,
        version,
        image);
  }

  /** What a control plane, which has all of them, answered to the one question that begins so. */
  private static String stdout(Recording recording, String question) {
    return recording.controlPlane().entrySet().stream()
        .filter(answer -> answer.getKey().startsWith(question))
        .map(Map.Entry::getValue)
        .map(Output::stdout)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("never recorded: " + question));
  }
}
