package dev.daruma.cluster.packages;

import dev.daruma.cluster.site.Fingerprint;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/** The OpenPGP keys in a file that an archive publishes, armoured or not. */
record ArchiveKey(List<PGPPublicKeyRing> keys) {
  ArchiveKey {
    keys = List.copyOf(keys);
  }

  /** Whatever is no key gives none. */
  static ArchiveKey read(byte[] file) {
    try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(file))) {
      List<PGPPublicKeyRing> keys = new ArrayList<>();
      new PGPPublicKeyRingCollection(in, new BcKeyFingerprintCalculator()).forEach(keys::add);
      return new ArchiveKey(keys);
    } catch (IOException | PGPException | RuntimeException _) {
      return new ArchiveKey(List.of());
    }
  }

  /** In hexadecimal digits, of which keys of version 4 have 40. */
  List<String> fingerprints() {
    return keys.stream().map(ArchiveKey::fingerprint).toList();
  }

  private static String fingerprint(PGPPublicKeyRing key) {
    return HexFormat.of().withUpperCase().formatHex(key.getPublicKey().getFingerprint());
  }

  /**
   * The one key of that fingerprint, armoured: apt would trust whatever else is in the file as
   * much.
   */
  Optional<String> only(Fingerprint fingerprint) {
    return keys.stream()
        .filter(key -> fingerprint(key).equals(fingerprint.digits()))
        .findFirst()
        .map(ArchiveKey::armoured);
  }

  /**
   * Whether the one key of that fingerprint has signed it.
   *
   * @param signature of its own, armoured or not, as {@code Release.gpg} is one
   */
  boolean hasSigned(byte[] content, byte[] signature, Fingerprint fingerprint) {
    Optional<PGPPublicKeyRing> ring =
        keys.stream().filter(key -> fingerprint(key).equals(fingerprint.digits())).findFirst();
    try (InputStream in = PGPUtil.getDecoderStream(new ByteArrayInputStream(signature))) {
      if (ring.isPresent()
          && new BcPGPObjectFactory(in).nextObject() instanceof PGPSignatureList signatures) {
        for (PGPSignature each : signatures) {
          PGPPublicKey key = ring.get().getPublicKey(each.getKeyID());
          if (key != null) {
            each.init(new BcPGPContentVerifierBuilderProvider(), key);
            each.update(content);
            return each.verify();
          }
        }
      }
      return false;
    } catch (IOException | PGPException | RuntimeException _) {
      return false;
    }
  }

  private static String armoured(PGPPublicKeyRing key) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (ArmoredOutputStream armour = ArmoredOutputStream.builder().clearHeaders().build(text)) {
      key.encode(armour);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString(StandardCharsets.US_ASCII);
  }
}
