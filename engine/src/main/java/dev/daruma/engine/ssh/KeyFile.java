package dev.daruma.engine.ssh;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** A private key file, in OpenSSH's format or PEM, encrypted or not. */
final class KeyFile {
  private static final byte[] OPENSSH_MAGIC = "openssh-key-v1\0".getBytes(US_ASCII);

  /** As often as ssh asks. */
  private static final int ASKED_AT_MOST = 3;

  private KeyFile() {}

  /** The key, or why there is none. */
  sealed interface Reading {
    record Read(KeyPair pair) implements Reading {}

    /**
     * @param remedy what would make it readable
     */
    record Unreadable(String why, String remedy) implements Reading {}
  }

  /**
   * @param asking held while the operator is asked, so that questions come one at a time
   */
  static Reading read(Path file, Function<Path, Optional<String>> passphrase, Lock asking) {
    byte[] text;
    try {
      text = Files.readAllBytes(file);
    } catch (NoSuchFileException absent) {
      return new Reading.Unreadable(
          file + " does not exist", "name a private key file that exists, or make it: ssh-keygen");
    } catch (AccessDeniedException denied) {
      return new Reading.Unreadable(
          file + " may not be read by you", "make it yours: chown and chmod 600 " + file);
    } catch (IOException broken) {
      return new Reading.Unreadable(
          file + " cannot be read: " + broken.getMessage(), "name a file that can be read");
    }
    Passphrases passphrases = new Passphrases(file, passphrase, asking);
    try {
      Iterable<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(
              null,
              NamedResource.ofName(file.toString()),
              new ByteArrayInputStream(text),
              passphrases);
      Iterator<KeyPair> found =
          pairs == null ? Optional.<KeyPair>empty().stream().iterator() : pairs.iterator();
      if (found.hasNext()) {
        return new Reading.Read(found.next());
      }
    } catch (IOException | GeneralSecurityException | RuntimeException refused) {
      if (passphrases.asked > 0) {
        return passphrases.given
            ? new Reading.Unreadable(
                "the passphrase given for " + file + " is wrong",
                "give the right passphrase, or load the key into an agent: ssh-add " + file)
            : new Reading.Unreadable(
                file + " is encrypted and no passphrase was given",
                "give its passphrase, or load the key into an agent: ssh-add " + file);
      }
    }
    return new Reading.Unreadable(
        file + " holds no private key that can be read",
        "name an OpenSSH or PEM private key (not the .pub file): ssh-keygen -y -f " + file);
  }

  /** The public key where it can be had without a passphrase. */
  static Optional<KeyBlob> publicKey(Path file) {
    Path beside = file.resolveSibling(file.getFileName() + ".pub");
    try {
      if (Files.isReadable(beside)) {
        return Optional.of(KeyBlob.parse(Files.readString(beside).split("\\s+")[1]));
      }
      return opensshPublicKey(Files.readString(file, US_ASCII));
    } catch (IOException | RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  /** Source: PROTOCOL.key in OpenSSH: the public key comes before the encrypted part. */
  private static Optional<KeyBlob> opensshPublicKey(String pem) {
    String encoded = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    ByteArrayBuffer buffer = new ByteArrayBuffer(Base64.getDecoder().decode(encoded));
    byte[] magic = new byte[OPENSSH_MAGIC.length];
    buffer.getRawBytes(magic);
    if (!Arrays.equals(magic, OPENSSH_MAGIC)) {
      return Optional.empty();
    }
    String cipher = buffer.getString();
    String derivation = buffer.getString();
    byte[] parameters = buffer.getBytes();
    int count = buffer.getInt();
    return cipher.isEmpty() || derivation.isEmpty() || parameters == null || count < 1
        ? Optional.empty()
        : Optional.of(KeyBlob.of(buffer.getBytes()));
  }

  /** Asks for a passphrase, and again when it was wrong and the next answer is another. */
  private static final class Passphrases implements FilePasswordProvider {
    private final Path file;
    private final Function<Path, Optional<String>> ask;
    private final Lock asking;
    private @Nullable String last;
    private int asked;
    private boolean given;

    Passphrases(Path file, Function<Path, Optional<String>> ask, Lock asking) {
      this.file = file;
      this.ask = ask;
      this.asking = asking;
    }

    @Override
    public @Nullable String getPassword(
        @Nullable SessionContext session, NamedResource resource, int retry) {
      asking.lock();
      try {
        String answer = ask.apply(file).orElse(null);
        asked++;
        given |= answer != null;
        // The same wrong answer again is a program's, not a person's.
        last = answer != null && answer.equals(last) ? null : answer;
        return last;
      } finally {
        asking.unlock();
      }
    }

    @Override
    public ResourceDecodeResult handleDecodeAttemptResult(
        @Nullable SessionContext session,
        NamedResource resource,
        int retry,
        @Nullable String password,
        @Nullable Exception wrong) {
      return wrong != null && password != null && asked < ASKED_AT_MOST
          ? ResourceDecodeResult.RETRY
          : ResourceDecodeResult.TERMINATE;
    }
  }
}
