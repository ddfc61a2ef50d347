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

  /** Where the packages are from, and which they are: others are fetched anew. */
  List<String> packageInputs();

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
   * @param name its last name
   * @param from the whole reference
   */
  record PublishedImage(String name, String tag, String from) {
    /** The registry with its port. */
    String registry() {
      return from.substring(0, from.indexOf('/'));
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
