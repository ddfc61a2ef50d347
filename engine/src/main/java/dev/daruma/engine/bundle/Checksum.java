package dev.daruma.engine.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 in hexadecimal, as sha256sum prints it. */
public final class Checksum {
  private Checksum() {}

  public static String of(byte[] content) {
    return HexFormat.of().formatHex(sha256().digest(content));
  }

  public static String of(InputStream content) throws IOException {
    DigestInputStream digest = new DigestInputStream(content, sha256());
    digest.transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digest.getMessageDigest().digest());
  }

  public static String of(Path file) throws IOException {
    try (InputStream content = Files.newInputStream(file)) {
      return of(content);
    }
  }

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
