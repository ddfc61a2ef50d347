package dev.daruma.cluster.pki;

/**
 * A PEM text (RFC 7468).
 *
 * @param text one or more blocks, ending in a newline
 * @param secret whether it holds a private key; then it never prints
 */
public record Pem(String text, boolean secret) {

  @Override
  public String toString() {
    return secret ? "Pem(private key)" : text;
  }
}
