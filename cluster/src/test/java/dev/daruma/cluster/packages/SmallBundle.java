package dev.daruma.cluster.packages;

import dev.daruma.cluster.TestSiteFile;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.bundle.BundleWriter;
import dev.daruma.engine.bundle.Manifest;
import dev.daruma.engine.bundle.Manifest.Entry;
import dev.daruma.engine.bundle.Manifest.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A bundle of three tiny files, and a site of two control planes and two workers. */
final class SmallBundle {
  private static final String CONTENT = "content";
  private static final String SHA256 =
      "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73";

  private SmallBundle() {}

  static HostBundle in(Path folder) throws IOException {
    Path content = Files.writeString(folder.resolve("content"), CONTENT);
    Manifest manifest =
        new Manifest(
            Manifest.FORMAT,
            "1.20.2",
            "amd64",
            Instant.EPOCH,
            "bundle.example",
            List.of(
                entry("apt/kubeadm.deb", Kind.PACKAGE, "kubeadm"),
                entry("images/pause.tar", Kind.IMAGE, "pause"),
                entry("images/etcd.tar", Kind.IMAGE, "etcd")));
    return new HostBundle(
        BundleWriter.write(folder.resolve("bundle.tar"), manifest, entry -> content));
  }

  private static Entry entry(String path, Kind kind, String name) {
    return new Entry(
        path,
        CONTENT.length(),
        SHA256,
        kind,
        name,
        "1",
        kind == Kind.IMAGE ? Optional.of("bundle.example/" + name + ":1") : Optional.empty());
  }

  static Site site(Path folder) throws IOException {
    return TestSiteFile.read(
        folder,
        """
        apiVersion: daruma.dev/v1alpha1
        kind: Site
        name: small
        ssh: {user: ubuntu}
        hosts:
          node01: {address: 192.0.2.21, roles: [worker]}
          node02: {address: 192.0.2.22, roles: [worker]}
          master01: {address: 192.0.2.11, roles: [control-plane]}
          master02: {address: 192.0.2.12, roles: [control-plane]}
        kubernetes: {version: 1.20.2, endpoint: 192.0.2.10}
        """);
  }
}
