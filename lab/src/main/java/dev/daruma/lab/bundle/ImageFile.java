package dev.daruma.lab.bundle;

/**
 * An image in a bundle.
 *
 * @param name its last name; all have one repository in common
 */
record ImageFile(String name, String tag) {
  /** What the images' names begin with, wherever they are from: kubeadm is told. */
  static final String REPOSITORY = "bundle.daruma.dev";

  String reference() {
    return REPOSITORY + "/" + name + ":" + tag;
  }

  String fileName() {
    return name + "-" + tag + ".tar";
  }
}
