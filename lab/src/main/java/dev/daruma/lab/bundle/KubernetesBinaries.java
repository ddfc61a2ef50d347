package dev.daruma.lab.bundle;

import dev.daruma.engine.bundle.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Kubernetes and our own few programs, compiled from Debian's source package by {@code
 * build-kubernetes.sh}. The tree is kept: another version stamp, or a change in a program of ours,
 * compiles only what differs.
 */
final class KubernetesBinaries {
  private static final String SCRIPT = "build-kubernetes.sh";
  private static final List<String> PROGRAMS =
      List.of(
          "daruma-crictl/commands.go",
          "daruma-crictl/endpoints.go",
          "daruma-crictl/main.go",
          "daruma-dns/cluster.go",
          "daruma-dns/forward.go",
          "daruma-dns/http.go",
          "daruma-dns/main.go",
          "daruma-dns/records.go",
          "daruma-dns/server.go",
          "daruma-dns/settings.go",
          "daruma-dns/zone.go");
  private static final List<String> TARGETS =
      List.of(
          "cmd/kubeadm",
          "cmd/kubelet",
          "cmd/kubectl",
          "cmd/kube-apiserver",
          "cmd/kube-controller-manager",
          "cmd/kube-scheduler",
          "cmd/kube-proxy",
          "test/images/agnhost",
          "cmd/daruma-crictl",
          "cmd/daruma-dns");

  private KubernetesBinaries() {}

  static CachedFolder folder(Path work, String version) throws IOException {
    List<String> inputs = new ArrayList<>(TARGETS);
    inputs.add(version);
    inputs.add(checksum(SCRIPT));
    for (String program : PROGRAMS) {
      inputs.add(checksum("go/" + program));
    }
    return CachedFolder.of(work.resolve("kubernetes-" + version + "-binaries"), inputs);
  }

  static void build(
      Path work, String version, DebianArchive archive, Path target, Consumer<String> progress)
      throws IOException {
    Path sources = work.resolve("kubernetes-programs");
    CachedFolder.delete(sources);
    for (String program : PROGRAMS) {
      copy("go/" + program, sources.resolve(program));
    }
    Path script = work.resolve(SCRIPT);
    copy(SCRIPT, script);
    Path output = target.resolve("binaries");
    Command build =
        archive
            .command(
                "build Kubernetes from source",
                "sh",
                script,
                work.resolve("kubernetes"),
                version,
                output,
                sources)
            .and(TARGETS);
    try (CompileProgress compiling = new CompileProgress("Kubernetes " + version, progress)) {
      build.run(compiling);
    }
    // The folder is renamed as a whole by the cache; the script's own rename is for use by hand.
    try (var files = Files.list(output)) {
      for (Path file : files.toList()) {
        Files.move(file, target.resolve(file.getFileName()));
      }
    }
    Files.delete(output);
  }

  private static InputStream open(String name) {
    return Objects.requireNonNull(KubernetesBinaries.class.getResourceAsStream(name), name);
  }

  private static String checksum(String name) throws IOException {
    try (InputStream content = open(name)) {
      return Checksum.of(content);
    }
  }

  private static void copy(String name, Path target) throws IOException {
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    Files.deleteIfExists(target);
    try (InputStream content = open(name)) {
      Files.copy(content, target);
    }
  }
}
