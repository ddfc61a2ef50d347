package dev.daruma.cluster.controlplane.kubeadm;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a host joins with; never printed. Source: "Authenticating with Bootstrap Tokens" of the
 * Kubernetes reference.
 *
 * @param reveal six characters, a dot, sixteen characters, all of {@code [a-z0-9]}
 * @param lifetime how long the cluster accepts it, whole seconds, at least one
 */
public record BootstrapToken(String reveal, Duration lifetime) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9]{6}\\.[a-z0-9]{16}");
  private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

  /**
   * @throws IllegalArgumentException when it has another form
   */
  public BootstrapToken {
    if (!FORM.matcher(reveal).matches()) {
      throw new IllegalArgumentException("no bootstrap token: abcdef.0123456789abcdef is the form");
    }
    if (lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("a bootstrap token lives a second at least: " + lifetime);
    }
  }

  public static BootstrapToken create(SecureRandom random, Duration lifetime) {
    return new BootstrapToken(text(random, 6) + "." + text(random, 16), lifetime);
  }

  private static String text(SecureRandom random, int length) {
    return random
        .ints(length, 0, ALPHABET.length())
        .mapToObj(index -> ALPHABET.substring(index, index + 1))
        .collect(Collectors.joining());
  }

  /** The public half: the secret's name in the cluster ends in it. */
  public String id() {
    return reveal.substring(0, 6);
  }

  @Override
  public String toString() {
    return "BootstrapToken(" + id() + ")";
  }
}
