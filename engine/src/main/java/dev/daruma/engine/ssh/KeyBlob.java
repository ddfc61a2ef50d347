package dev.daruma.engine.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * A public key in SSH's own encoding (RFC 4253, section 6.6), in which keys are compared.
 *
 * @param base64 as it stands in {@code authorized_keys}
 */
record KeyBlob(String base64) {
  static KeyBlob of(PublicKey key) {
    ByteArrayBuffer buffer = new ByteArrayBuffer();
    buffer.putRawPublicKey(key);
    return of(buffer.getCompactData());
  }

  static KeyBlob of(byte[] bytes) {
    return new KeyBlob(Base64.getEncoder().encodeToString(bytes));
  }

  /**
   * @throws IllegalArgumentException when the text is no Base64
   */
  static KeyBlob parse(String base64) {
    return of(Base64.getDecoder().decode(base64));
  }

  /** Such as {@code ssh-ed25519}. */
  String type() {
    return new ByteArrayBuffer(bytes()).getString();
  }

  /** As {@code ssh-keygen -l} prints it. */
  String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes());
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }

  /** The command that prints this key's fingerprint on the host that owns it. */
  String howToSeeItOnItsHost() {
    String kind =
        switch (type()) {
          case "ssh-rsa" -> "rsa";
          case "ssh-ed25519" -> "ed25519";
          default -> "ecdsa";
        };
    return "ssh-keygen -l -f /etc/ssh/ssh_host_" + kind + "_key.pub";
  }

  private byte[] bytes() {
    return Base64.getDecoder().decode(base64);
  }

  @Override
  public String toString() {
    return type() + " " + fingerprint();
  }
}
