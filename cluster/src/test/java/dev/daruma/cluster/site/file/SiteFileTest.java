package dev.daruma.cluster.site.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.daruma.cluster.site.Certificates;
import dev.daruma.cluster.site.Certificates.KeyAlgorithm;
import dev.daruma.cluster.site.Fingerprint;
import dev.daruma.cluster.site.Packages;
import dev.daruma.cluster.site.Proxy;
import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import dev.daruma.engine.host.Target.Become;
import dev.daruma.engine.host.Target.HostKeys.KnownHosts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Site files that are right, and what becomes of them. */
final class SiteFileTest {
  @TempDir Path folder;

  @Test
  void aSmallSiteHasTheDefaultsOfAnExpert() {
    var site = site(read(Golden.REPOSITORY.resolve("examples/small/site.yaml")));

    assertThat(site.name()).isEqualTo("small");
    assertThat(site.controlPlanes()).isEqualTo(site.workers()).hasSize(3);
    var kubernetes = site.kubernetes();
    assertThat(kubernetes.version()).hasToString("1.34.0");
    assertThat(kubernetes.endpoint().host()).isEqualTo("192.168.1.10");
    assertThat(kubernetes.endpoint().provider()).hasToString("keepalived");
    assertThat(kubernetes.endpoint().port()).isEqualTo(6443);
    assertThat(kubernetes.endpoint().routerId()).isEmpty();
    assertThat(kubernetes.runtime().kind()).hasToString("containerd");
    assertThat(kubernetes.runtime().mirrors()).isEmpty();
    assertThat(kubernetes.podCidr()).hasToString("10.244.0.0/16");
    assertThat(kubernetes.serviceCidr()).hasToString("10.96.0.0/12");
    assertThat(kubernetes.clusterDomain()).isEqualTo("cluster.local");
    assertThat(kubernetes.network().autonomousSystem()).isEqualTo(64_512);
    assertThat(kubernetes.etcd().topology()).hasToString("stacked");
    assertThat(kubernetes.certificates().algorithm()).isEqualTo(KeyAlgorithm.RSA_2048);
    assertThat(kubernetes.certificates().authorityLifetime()).isEqualTo(Duration.ofDays(3650));
    assertThat(kubernetes.certificates().lifetime()).isEqualTo(Duration.ofDays(365));
    assertThat(site.packages()).isEqualTo(new Packages.Upstream());
  }

  @Test
  void theLabsSiteIsRightBeforeItsKeyAndBundleAreThere() {
    var reading = read(Golden.REPOSITORY.resolve("examples/lab/site.yaml"));

    assertThat(reading.findings())
        .extracting(finding -> finding.severity() + " " + finding.line() + ": " + finding.what())
        .containsExactly(
            "WARNING 12: there is no key file ~/.cache/daruma/labs/neko/id_ed25519",
            "WARNING 31: there is no bundle ~/.cache/daruma/bundles/kubernetes-1.20.2.tar");
    var site = site(reading);
    assertThat(site.controlPlanes())
        .extracting(host -> host.name().value())
        .containsExactly("master01", "master02", "master03");
    assertThat(site.workers())
        .extracting(host -> host.address().getHostAddress())
        .containsExactly("192.168.3.21", "192.168.3.22");
    assertThat(site.packages())
        .isEqualTo(
            new Packages.FromBundle(home().resolve(".cache/daruma/bundles/kubernetes-1.20.2.tar")));
    assertThat(site.targets().getFirst())
        .isEqualTo(
            new Target(
                new HostName("master01"),
                "192.168.3.11",
                22,
                "daruma",
                List.of(home().resolve(".cache/daruma/labs/neko/id_ed25519")),
                new KnownHosts(home().resolve(".cache/daruma/labs/neko/known_hosts")),
                Optional.empty(),
                new Become.Sudo(),
                Duration.ofSeconds(10)));
  }

  @Test
  void groupsOfHostsMayHoldAddressesOfTheirOwn() throws IOException {
    var site =
        site(
            read(
                """
                apiVersion: daruma.dev/v1alpha1
                kind: Site
                name: groups
                hosts:
                  a: {address: 10.1.2.1, roles: [control-plane]}
                  b: {address: 10.1.2.2, roles: [worker, storage]}
                  c: {address: 10.1.2.3, roles: [worker, storage]}
                kubernetes: {version: 1.20.2, endpoint: 10.1.2.10}
                virtualAddresses:
                  - {address: 10.1.2.9, role: storage}
                  - {address: [10.1.2.8, "fd00::8"], hosts: [c, a], routerId: 77}
                """));

    assertThat(site.virtualAddresses())
        .extracting(
            each ->
                each.address().getHostAddress()
                    + " "
                    + each.beside().size()
                    + " "
                    + each.holders()
                    + " "
                    + each.identifier())
        .containsExactly("10.1.2.9 0 [b, c] 9", "10.1.2.8 1 [a, c] 77");
  }

  @Test
  void everythingMayBeSaid() throws IOException {
    var site =
        site(
            read(
                """
                apiVersion: daruma.dev/v1alpha1
                kind: Site
                name: all
                hosts:
                  a:
                    address: 10.1.0.1
                    roles: control-plane
                    labels: {ssd: "true", example.com/rack: "7"}
                    taints: [storage=gluster:NoSchedule, {key: slow, effect: NoExecute}]
                  b: {address: 10.1.3.1, roles: [worker, control-plane]}
                  c: {address: 10.1.3.2, roles: [worker, control-plane]}
                kubernetes:
                  version: v1.20.15
                  endpoint: {address: 10.1.2.255, port: 9443, provider: haproxy, routerId: 51, prefixLength: 22}
                  runtime:
                    kind: containerd
                    mirrors: {docker.io: http://registry.local:5000}
                    insecure: [registry.local:5000]
                  podCidr: 10.200.0.0/16
                  serviceCidr: 172.20.0.0/20
                  clusterDomain: k8s.example.com
                  network: {plugin: routed, autonomousSystem: 4200000001}
                  etcd: stacked
                  certificates:
                    algorithm: ECDSA-P256
                    authorityLifetime: 5y
                    lifetime: 90d
                    extraNames: [api.example.com, "*.example.com", 203.0.113.7, "2001:db8::7"]
                packages: {bundle: bundles/k.tar}
                """));

    var host = site.host(new HostName("a"));
    assertThat(host.labels()).isEqualTo(Map.of("example.com/rack", "7", "ssd", "true"));
    assertThat(host.taints())
        .extracting(Object::toString)
        .containsExactly("storage=gluster:NoSchedule", "slow:NoExecute");
    assertThat(site.host(new HostName("b")).roles())
        .containsExactly(Role.CONTROL_PLANE, Role.WORKER);
    var kubernetes = site.kubernetes();
    assertThat(kubernetes.version()).hasToString("1.20.15");
    assertThat(kubernetes.endpoint().routerId()).hasValue(51);
    assertThat(kubernetes.endpoint().port()).isEqualTo(9443);
    assertThat(kubernetes.runtime().mirrors())
        .isEqualTo(Map.of("docker.io", List.of(URI.create("http://registry.local:5000"))));
    assertThat(kubernetes.runtime().insecureRegistries()).containsExactly("registry.local:5000");
    assertThat(kubernetes.certificates())
        .isEqualTo(
            new Certificates(
                KeyAlgorithm.ECDSA_P256,
                Duration.ofDays(5 * 365),
                Duration.ofDays(90),
                List.of("api.example.com", "*.example.com", "203.0.113.7", "2001:db8::7"),
                Optional.empty(),
                Optional.empty()));
    assertThat(site.packages()).isEqualTo(new Packages.FromBundle(folder.resolve("bundles/k.tar")));
  }

  @Test
  void aMirrorsKeyLiesBesideItsIndexUnlessSaidOtherwise() throws IOException {
    String mirror = "url: https://mirror.example.com/v1.30/deb, fingerprint: %s";
    String spaced = "de15 b144 86cd 377b 9e87  6e1a 2346 54da 9a29 6436";
    Fingerprint fingerprint = new Fingerprint("DE15B14486CD377B9E876E1A234654DA9A296436");
    URI folder = URI.create("https://mirror.example.com/v1.30/deb/");
    assertThat(packages(mirror.formatted(spaced)))
        .isEqualTo(
            new Packages.FromMirror(
                folder, folder.resolve("Release.key"), fingerprint, Optional.empty()));
    assertThat(
            packages(
                mirror.formatted(fingerprint)
                    + ", key: http://keys.example.com/archive.asc, images: registry.local:5000/k8s"))
        .isEqualTo(
            new Packages.FromMirror(
                folder,
                URI.create("http://keys.example.com/archive.asc"),
                fingerprint,
                Optional.of("registry.local:5000/k8s")));
  }

  @Test
  void aProxyHasExceptions() throws IOException {
    assertThat(
            site(read(
                    """
                        apiVersion: daruma.dev/v1alpha1
                        kind: Site
                        name: all
                        hosts:
                          a: {address: 10.1.0.1, roles: [control-plane, worker]}
                        kubernetes: {version: 1.30.2, endpoint: 10.1.0.9}
                        proxy: {http: http://proxy:3128, except: [.example.com, 10.0.0.0/8]}
                        """))
                .proxy())
        .hasValue(
            new Proxy(
                Optional.of(URI.create("http://proxy:3128")),
                Optional.empty(),
                List.of(".example.com", "10.0.0.0/8")));
  }

  private Packages packages(String mirror) throws IOException {
    return site(read(
            """
                apiVersion: daruma.dev/v1alpha1
                kind: Site
                name: all
                hosts:
                  a: {address: 10.1.0.1, roles: [control-plane, worker]}
                kubernetes: {version: 1.30.2, endpoint: 10.1.0.9}
                packages: {mirror: {%s}}
                """
                .formatted(mirror)))
        .packages();
  }

  @Test
  void aliasesAndMergeKeysAreFollowed() throws IOException {
    var site =
        site(
            read(
                """
                apiVersion: daruma.dev/v1alpha1
                kind: Site
                name: all
                hosts:
                  a: &both {address: 10.1.0.1, roles: &roles [control-plane, worker]}
                  b: {address: 10.1.0.2, roles: *roles}
                  c: {<<: *both, address: 10.1.0.3}
                kubernetes: {version: 1.20.2, endpoint: 10.1.0.9}
                """));

    assertThat(site.controlPlanes()).isEqualTo(site.workers()).hasSize(3);
    assertThat(site.hosts().getLast().address().getHostAddress()).isEqualTo("10.1.0.3");
  }

  @Test
  void whatCannotBeReadIsAFindingToo() throws IOException {
    var missing = folder.resolve("none.yaml");
    assertThat(read(missing).findings().getFirst().text())
        .isEqualTo(
            missing + ":1:1: there is no such file; name the site file with -f FILE, or make one");
    assertThat(read(folder).findings()).hasSize(1);
    var foreign = Files.write(folder.resolve("site.yaml"), new byte[] {'a', ':', ' ', (byte) 0xFC});
    assertThat(read(foreign).findings().getFirst().what()).isEqualTo("the file is not UTF-8");
  }

  private Reading read(String yaml) throws IOException {
    return read(Files.writeString(folder.resolve("site.yaml"), yaml));
  }

  private Reading read(Path file) {
    return SiteFile.read(file, new Operator("neko", home(), Map.of()));
  }

  private Path home() {
    return folder.resolve("home");
  }

  private static Site site(Reading reading) {
    assertThat(reading.errors()).isEmpty();
    return reading.site().orElseThrow();
  }
}
