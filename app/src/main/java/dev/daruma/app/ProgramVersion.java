package dev.daruma.app;

import java.util.Optional;

/** Which daruma this is. */
public final class ProgramVersion {
  private ProgramVersion() {}

  /** As the packaged program says it; {@code "unpackaged"} where it runs from its classes. */
  public static String text() {
    return Optional.ofNullable(ProgramVersion.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
