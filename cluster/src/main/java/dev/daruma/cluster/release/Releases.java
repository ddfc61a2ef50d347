package dev.daruma.cluster.release;

import static dev.daruma.cluster.release.KubeadmApi.V1BETA2;
import static dev.daruma.cluster.release.KubeadmApi.V1BETA3;
import static dev.daruma.cluster.release.KubeadmApi.V1BETA4;

import dev.daruma.cluster.release.Release.Images;
import java.util.List;
import java.util.function.Predicate;

/** The releases of Kubernetes that daruma knows, the oldest first, none left out between. */
public final class Releases {
  private static final int MAJOR = 1;
  private static final String LIST = "kubeadm config images list, as minikube keeps it";
  private static final String PUBLISHED = "published output of kubeadm config images list, ";

  public static final List<Release> ALL =
      List.of(
          of(20, V1BETA2, new Images("3.4.13-0", "1.7.0", "3.2"), LIST),
          of(21, V1BETA2, new Images("3.4.13-0", "v1.8.0", "3.4.1"), LIST),
          of(22, V1BETA3, new Images("3.5.0-0", "v1.8.4", "3.5"), LIST),
          of(23, V1BETA3, new Images("3.5.1-0", "v1.8.6", "3.6"), LIST),
          of(24, V1BETA3, new Images("3.5.3-0", "v1.8.6", "3.7"), LIST),
          of(25, V1BETA3, new Images("3.5.4-0", "v1.9.3", "3.8"), LIST),
          of(26, V1BETA3, new Images("3.5.6-0", "v1.9.3", "3.9"), LIST),
          of(27, V1BETA3, new Images("3.5.7-0", "v1.10.1", "3.9"), LIST),
          of(28, V1BETA3, new Images("3.5.9-0", "v1.10.1", "3.9"), LIST),
          of(29, V1BETA3, new Images("3.5.10-0", "v1.11.1", "3.9"), LIST),
          of(30, V1BETA3, new Images("3.5.12-0", "v1.11.1", "3.9"), LIST),
          of(31, V1BETA4, new Images("3.5.15-0", "v1.11.1", "3.10"), LIST),
          of(32, V1BETA4, new Images("3.5.16-0", "v1.11.3", "3.10"), LIST + ", 1.32.0-beta.0"),
          of(33, V1BETA4, new Images("3.5.21-0", "v1.12.0", "3.10"), PUBLISHED + "1.33.0"),
          of(34, V1BETA4, new Images("3.6.4-0", "v1.12.1", "3.10.1"), PUBLISHED + "1.34.0"),
          of(35, V1BETA4, new Images("3.6.6-0", "v1.13.1", "3.10.1"), PUBLISHED + "1.35.0"),
          of(36, V1BETA4, new Images("3.6.8-0", "v1.14.2", "3.10.2"), PUBLISHED + "1.36.1"));

  private Releases() {}

  private static Release of(int minor, KubeadmApi api, Images images, String source) {
    return new Release(minor, api, images, source);
  }

  public static Release oldest() {
    return ALL.getFirst();
  }

  public static Release newest() {
    return ALL.getLast();
  }

  /** Below zero: older than all that are known; above: newer than all; zero: known. */
  public static int age(int major, int minor) {
    if (major != MAJOR) {
      return Integer.compare(major, MAJOR);
    }
    return minor < oldest().minor() ? -1 : minor > newest().minor() ? 1 : 0;
  }

  /** The release; the newest where it is newer than that, the oldest where it is older. */
  public static Release nearest(int major, int minor) {
    int age = age(major, minor);
    if (age != 0) {
      return age < 0 ? oldest() : newest();
    }
    return ALL.stream().filter(is(minor)).findFirst().orElseThrow();
  }

  private static Predicate<Release> is(int minor) {
    return release -> release.minor() == minor;
  }
}
