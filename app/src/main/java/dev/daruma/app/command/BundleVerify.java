package dev.daruma.app.command;

import dev.daruma.app.ExitCode;
import dev.daruma.app.Workplace;
import dev.daruma.engine.bundle.Bundle;
import dev.daruma.engine.bundle.Manifest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Compares everything in a bundle with its checksum. */
@Command(name = "verify", description = "Compare everything in a bundle with its checksum.")
public final class BundleVerify implements Callable<Integer> {
  private final Workplace workplace;

  @Parameters(paramLabel = "FILE", description = "The bundle's file.")
  private Path file = Path.of("");

  public BundleVerify(Workplace workplace) {
    this.workplace = workplace;
  }

  @Override
  public Integer call() {
    Bundle bundle = Bundle.open(file);
    bundle.verify();
    Manifest manifest = bundle.manifest();
    workplace
        .out()
        .println(
            "%s is whole: Kubernetes %s for %s, %d files, made %s"
                .formatted(
                    file,
                    manifest.kubernetes(),
                    manifest.architecture(),
                    manifest.files().size(),
                    manifest.created()));
    return ExitCode.DONE;
  }
}
