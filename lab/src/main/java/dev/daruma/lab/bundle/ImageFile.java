package dev.daruma.lab.bundle;

/**
 * An image in a bundle.
 *
 * @param name by which it is found there
 * @param reference by which a runtime knows it
 */
record ImageFile(String name, String tag, String reference) {
  /** What the names of Kubernetes' images begin with, wherever they are from: kubeadm is told. */
  static final String REPOSITORY = "bundle.daruma.dev";

  /** One of Kubernetes' images. */
  static ImageFile ofKubernetes(String name, String tag) {
    return new ImageFile(name, tag, REPOSITORY + "/" + name + ":" + tag);
  }

  String fileName() {
    return name.replace('/', '-') + "-" + tag + ".tar";
  }
}
