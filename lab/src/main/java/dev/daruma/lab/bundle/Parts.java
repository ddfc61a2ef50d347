package dev.daruma.lab.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Kubernetes' part of a bundle, as somebody publishes it: packages and images. */
public interface Parts {
  /** Such as {@code 1.34.0}. */
  String kubernetes();

  /** Debian's name of what both are for, such as {@code arm64}. */
  String architecture();

  /**
   * Where the packages are from, and which they are now: others are fetched anew.
   *
   * @throws IOException when nobody can tell; the message says why
   */
  List<String> packageInputs() throws IOException;

  /**
   * Puts the packages into a folder.
   *
   * @throws IOException when one cannot be had or believed; the message says which
   */
  void fetchPackages(Path folder) throws IOException;

  List<PublishedImage> images();

  /** Who pulls from a registry, such as {@code registry.example.com:5000}; empty for anybody. */
  Optional<Login> login(String registry);

  /** Whether a registry may speak plain HTTP, or have a certificate that nobody vouches for. */
  boolean isInsecure(String registry);

  /**
   * An image as a registry has it.
   *
   * @param name its last name, or all of it but the registry
   * @param from the whole reference
   * @param renamed whether the bundle has it by a name of its own
   */
  record PublishedImage(String name, String tag, String from, boolean renamed) {
    private static final String HUB = "docker.io";

    /** One of Kubernetes', which kubeadm can be told another name of. */
    public static PublishedImage ofKubernetes(String name, String tag, String from) {
      return new PublishedImage(name, tag, from, true);
    }

    /**
     * One that pods know by this name alone. Source: what is left out of a name is told in the
     * reference of Docker, "docker image tag".
     *
     * @param name as a pod has it, without a digest
     */
    public static PublishedImage asItIsCalled(String name) {
      String first = name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
      boolean hasRegistry = first.matches(".*[.:].*|localhost");
      String path = hasRegistry ? name.substring(first.length() + 1) : name;
      int colon = path.lastIndexOf(':');
      String tag = colon < 0 ? "latest" : path.substring(colon + 1);
      String bare = colon < 0 ? path : path.substring(0, colon);
      String whole = hasRegistry || bare.contains("/") ? bare : "library/" + bare;
      return new PublishedImage(
          whole, tag, (hasRegistry ? first : HUB) + "/" + whole + ":" + tag, false);
    }

    /** The registry with its port. */
    String registry() {
      return from.substring(0, from.indexOf('/'));
    }

    ImageFile file() {
      return renamed ? ImageFile.ofKubernetes(name, tag) : new ImageFile(name, tag, from);
    }
  }

  /** Who pulls. */
  record Login(String user, String password) {
    @Override
    public String toString() {
      return user; // never the password
    }
  }
}
