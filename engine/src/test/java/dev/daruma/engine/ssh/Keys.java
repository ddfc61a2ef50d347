package dev.daruma.engine.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;

/** Keys for tests, made once. */
final class Keys {
  static final KeyPair HOST = ed25519();
  static final KeyPair USER = ed25519();

  private Keys() {}

  static KeyPair ed25519() {
    return generate("ssh-ed25519", 256);
  }

  static KeyPair generate(String type, int bits) {
    try {
      return KeyUtils.generateKeyPair(type, bits);
    } catch (GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Writes OpenSSH's format, without a public key beside it. */
  static Path file(Path directory, KeyPair pair, String passphrase) {
    try {
      Path file = Files.createTempFile(directory, "id_", "");
      OpenSSHKeyEncryptionContext encryption = null;
      if (!passphrase.isEmpty()) {
        encryption = new OpenSSHKeyEncryptionContext();
        encryption.setPassword(passphrase);
        encryption.setCipherType("256");
        encryption.setKdfRounds(4);
      }
      try (OutputStream out = Files.newOutputStream(file)) {
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", encryption, out);
      }
      return file;
    } catch (IOException | GeneralSecurityException failed) {
      throw new IllegalStateException(failed);
    }
  }

  static Path file(Path directory, KeyPair pair) {
    return file(directory, pair, "");
  }
}
