package dev.daruma.cluster.pki;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cluster's trust hangs on: three authorities and the key that signs service account tokens.
 * All control planes share them; whoever has them can make everything else anew.
 *
 * @param serviceAccount always RSA: kubeadm 1.20 refuses a control plane's join when {@code sa.key}
 *     "isn't in RSA format" (util/pkiutil, TryLoadPrivatePublicKeyFromDisk)
 */
public record Authorities(
    Authority cluster, Authority etcd, Authority frontProxy, KeyPair serviceAccount) {
  /** What kubeadm calls the cluster's authority. */
  public static final Subject CLUSTER = Subject.of("kubernetes");

  public static Authorities create(
      KeyKind kind, Lifetimes lifetimes, Clock clock, SecureRandom random) {
    return around(
        Authority.create(CLUSTER, kind, lifetimes.authority(), clock, random),
        kind,
        lifetimes,
        clock,
        random);
  }

  /** The others to a cluster's authority, which may have come from elsewhere. */
  public static Authorities around(
      Authority cluster, KeyKind kind, Lifetimes lifetimes, Clock clock, SecureRandom random) {
    return new Authorities(
        cluster,
        Authority.create(Subject.of("etcd-ca"), kind, lifetimes.authority(), clock, random),
        Authority.create(Subject.of("front-proxy-ca"), kind, lifetimes.authority(), clock, random),
        KeyKind.RSA_2048.generate(random));
  }

  /**
   * Reads kubeadm's file set.
   *
   * @param files PEM texts by path under {@code /etc/kubernetes/pki}; others are passed over
   * @throws PkiException when a file is missing, unreadable, expired, or does not fit its partner
   */
  public static Authorities read(Map<String, String> files, Clock clock) {
    return new Authorities(
        authority("ca", files, clock),
        authority("etcd/ca", files, clock),
        authority("front-proxy-ca", files, clock),
        serviceAccount(files));
  }

  private static Authority authority(String name, Map<String, String> files, Clock clock) {
    String certificate = name + ".crt";
    String key = name + ".key";
    return Authority.read(certificate, text(certificate, files), key, text(key, files), clock);
  }

  private static KeyPair serviceAccount(Map<String, String> files) {
    KeyPair keys = PemReading.keyPair("sa.key", text("sa.key", files));
    if (!keys.getPublic().equals(PemReading.publicKey("sa.pub", text("sa.pub", files)))) {
      throw new PkiException("sa.pub does not belong to sa.key");
    }
    if (!keys.getPrivate().getAlgorithm().equals("RSA")) {
      throw new PkiException("sa.key is no RSA key, which kubeadm 1.20 needs it to be");
    }
    return keys;
  }

  private static String text(String name, Map<String, String> files) {
    String text = files.get(name);
    if (text == null) {
      throw new PkiException(name + " is missing");
    }
    return text;
  }

  /** PEM texts by path under {@code /etc/kubernetes/pki}, as kubeadm names them. */
  public SortedMap<String, Pem> files() {
    SortedMap<String, Pem> files = new TreeMap<>();
    put("ca", cluster, files);
    put("etcd/ca", etcd, files);
    put("front-proxy-ca", frontProxy, files);
    files.put("sa.key", PemText.ofPrivate(serviceAccount));
    files.put("sa.pub", PemText.ofPublic(serviceAccount.getPublic()));
    return files;
  }

  private static void put(String name, Authority authority, SortedMap<String, Pem> files) {
    files.put(name + ".crt", PemText.of(authority.certificate()));
    files.put(name + ".key", PemText.ofPrivate(authority.keys()));
  }

  @Override
  public String toString() {
    return "Authorities(" + cluster + ", " + etcd + ", " + frontProxy + ")";
  }
}
