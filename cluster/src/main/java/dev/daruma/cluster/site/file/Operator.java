package dev.daruma.cluster.site.file;

import java.nio.file.Path;
import java.util.Map;

/**
 * Who runs daruma, as far as a site file refers to it.
 *
 * @param user the user name SSH logs in with by default
 * @param home the folder that {@code ~} means
 * @param environment where passwords may be
 */
public record Operator(String user, Path home, Map<String, String> environment) {

  public Operator {
    environment = Map.copyOf(environment);
  }

  /** The one at this terminal. */
  public static Operator current() {
    return new Operator(
        System.getProperty("user.name"), Path.of(System.getProperty("user.home")), System.getenv());
  }

  @Override
  public String toString() {
    return user; // the environment may hold secrets
  }
}
