package dev.daruma.cluster.pki;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8DecryptorProviderBuilder;
import org.bouncycastle.openssl.jcajce.JcePEMDecryptorProviderBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;

/** Reads private keys that may be encrypted: PKCS#8 (RFC 5958), or PKCS#1 as OpenSSL wrote it. */
final class EncryptedKeys {
  private EncryptedKeys() {}

  /**
   * The first private key of the text.
   *
   * @throws PkiException when there is none, or the password is missing or wrong
   */
  static KeyPair keyPair(String file, String text, Optional<String> password) {
    if (!text.contains("ENCRYPTED")) {
      return PemReading.keyPair(file, text);
    }
    // Java's own provider calls the paddings and key derivations of PEM otherwise.
    Provider ciphers = new BouncyCastleProvider();
    try (PEMParser parser = new PEMParser(new StringReader(text))) {
      for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
        switch (block) {
          case PEMEncryptedKeyPair pair -> {
            char[] secret = secret(file, password);
            return PemReading.pair(
                pair.decryptKeyPair(
                        new JcePEMDecryptorProviderBuilder().setProvider(ciphers).build(secret))
                    .getPrivateKeyInfo());
          }
          case PKCS8EncryptedPrivateKeyInfo key -> {
            char[] secret = secret(file, password);
            PrivateKeyInfo info =
                key.decryptPrivateKeyInfo(
                    new JceOpenSSLPKCS8DecryptorProviderBuilder()
                        .setProvider(ciphers)
                        .build(secret));
            return PemReading.pair(info);
          }
          default -> {
            // Parameters of a curve, a certificate: the key may come after it.
          }
        }
      }
    } catch (OperatorCreationException foreign) {
      throw new PkiException(file + " is encrypted in a way that is not known", foreign);
    } catch (GeneralSecurityException | IllegalArgumentException foreign) {
      throw new PkiException(file + " holds no RSA, ECDSA P-256 or P-384 private key", foreign);
    } catch (IOException | PKCSException wrong) {
      throw new PkiException(
          file + " cannot be decrypted: the password is wrong, or the file is damaged", wrong);
    }
    throw new PkiException(file + " holds no private key");
  }

  private static char[] secret(String file, Optional<String> password) {
    return password
        .orElseThrow(
            () -> new PkiException(file + " is encrypted, and there is no password for it"))
        .toCharArray();
  }
}
