package dev.daruma.cluster.pki;

/** Certificates or keys that cannot be used; the message names the file and says what is wrong. */
public final class PkiException extends RuntimeException {
  public PkiException(String message) {
    super(message);
  }

  PkiException(String message, Throwable cause) {
    super(message, cause);
  }
}
