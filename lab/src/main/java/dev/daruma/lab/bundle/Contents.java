package dev.daruma.lab.bundle;

import dev.daruma.engine.bundle.Bundle;
import dev.daruma.engine.bundle.Checksum;
import dev.daruma.engine.bundle.Manifest;
import dev.daruma.engine.bundle.Manifest.Entry;
import dev.daruma.engine.bundle.Manifest.Kind;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of a bundle: what they are, and where they lie before they are in it. */
record Contents(Path repository, Path imageFolder, List<Entry> entries) {

  static Contents of(Path repository, Path imageFolder, List<ImageFile> images) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (String index : AptRepository.INDEX) {
      entries.add(
          entry(
              "apt/", repository.resolve(index), Kind.PACKAGE_INDEX, index, "1", Optional.empty()));
    }
    for (AptRepository.Listed listed : AptRepository.list(repository)) {
      entries.add(
          entry(
              "apt/",
              repository.resolve(listed.file()),
              Kind.PACKAGE,
              listed.name(),
              listed.version(),
              Optional.empty()));
    }
    for (ImageFile image : images) {
      entries.add(
          entry(
              "images/",
              imageFolder.resolve(image.fileName()),
              Kind.IMAGE,
              image.name(),
              image.tag(),
              Optional.of(image.reference())));
    }
    return new Contents(repository, imageFolder, List.copyOf(entries));
  }

  private static Entry entry(
      String folder, Path file, Kind kind, String name, String version, Optional<String> image)
      throws IOException {
    return new Entry(
        folder + file.getFileName(),
        Files.size(file),
        Checksum.of(file),
        kind,
        name,
        version,
        image);
  }

  Path source(Entry entry) {
    Path folder = entry.kind() == Kind.IMAGE ? imageFolder : repository;
    return folder.resolve(entry.path().substring(entry.path().indexOf('/') + 1));
  }

  /** Whether a bundle differs from what would be written in nothing but its time. */
  boolean isAlreadyIn(Path file, Manifest manifest) {
    try {
      Manifest there = Bundle.open(file).manifest();
      return there.equals(
          new Manifest(
              manifest.format(),
              manifest.kubernetes(),
              manifest.architecture(),
              there.created(),
              manifest.imageRepository(),
              manifest.files()));
    } catch (ProblemException broken) {
      return false;
    }
  }
}
