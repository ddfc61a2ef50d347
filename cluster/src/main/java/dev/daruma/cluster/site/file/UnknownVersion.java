package dev.daruma.cluster.site.file;

/** What becomes of a release of Kubernetes that is newer than all that daruma knows. */
enum UnknownVersion {
  REFUSED("refused"),
  /** Treated as if it were the newest one known. */
  ALLOWED("allowed");

  private final String text;

  UnknownVersion(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
