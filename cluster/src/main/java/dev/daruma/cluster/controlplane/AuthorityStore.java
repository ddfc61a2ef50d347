package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.pki.Authorities;
import dev.daruma.cluster.pki.Pem;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the cluster's authorities come from: a control plane that has them; else the operator's
 * copy; else they are made, and kept beside the site file before any host gets them. The hosts are
 * the truth, the copy a cache.
 */
public final class AuthorityStore {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final Path folder;
  private final Clock clock;
  private final SecureRandom random;
  private Optional<Authorities> obtained = Optional.empty();

  /**
   * @param folder of the operator's copy, made with mode 0700
   */
  public AuthorityStore(Path folder, Clock clock, SecureRandom random) {
    this.folder = folder;
    this.clock = clock;
    this.random = random;
  }

  Clock clock() {
    return clock;
  }

  SecureRandom random() {
    return random;
  }

  /**
   * The authorities; the same for whoever asks during a run.
   *
   * @param holder a control plane that has them, if there is one
   */
  synchronized Authorities obtain(
      Work work, Optional<HostName> holder, CertificateSettings settings) {
    if (obtained.isEmpty()) {
      Authorities authorities =
          holder
              .map(host -> fromHost(work, host))
              .or(() -> fromCopy().map(copy -> checked(copy, settings)))
              .orElseGet(() -> settings.make(clock, random));
      keep(authorities);
      obtained = Optional.of(authorities);
    }
    return obtained.get();
  }

  /** The copy may be all that is left of another cluster's keys. */
  private Authorities checked(Authorities copy, CertificateSettings settings) {
    if (!settings.allow(copy)) {
      throw new ProblemException(
          Problem.of(
              Problem.Code.CONFLICT,
              "take the authority that the site file gives",
              folder + " holds the keys of a cluster with another authority",
              "move that folder away if the cluster is gone, or take"
                  + " kubernetes.certificates.authority out of the site file"));
    }
    return copy;
  }

  /** Forgets the operator's copy, when the cluster it belonged to is gone. */
  public void forget() {
    try {
      for (String file : PresentCertificates.AUTHORITY_FILES) {
        Files.deleteIfExists(folder.resolve(file));
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot remove the keys in " + folder, failure);
    }
  }

  private Authorities fromHost(Work work, HostName host) {
    Map<String, String> files = new HashMap<>();
    List<Output> outputs =
        work.shell(host)
            .run(
                PresentCertificates.AUTHORITY_FILES.stream()
                    .map(file -> Fragment.of("cat %s", PresentCertificates.FOLDER + "/" + file))
                    .toList(),
                LIMIT);
    for (int at = 0; at < outputs.size(); at++) {
      files.put(PresentCertificates.AUTHORITY_FILES.get(at), outputs.get(at).stdout());
    }
    return Authorities.read(files, clock);
  }

  private Optional<Authorities> fromCopy() {
    try {
      Map<String, String> files = new HashMap<>();
      for (String file : PresentCertificates.AUTHORITY_FILES) {
        if (!Files.exists(folder.resolve(file))) {
          return Optional.empty();
        }
        files.put(file, Files.readString(folder.resolve(file)));
      }
      return Optional.of(Authorities.read(files, clock));
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot read the keys in " + folder, failure);
    }
  }

  private void keep(Authorities authorities) {
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    var readable =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try {
      Files.createDirectories(folder, owner);
      Files.createDirectories(folder.resolve("etcd"), owner);
      for (Map.Entry<String, Pem> file : authorities.files().entrySet()) {
        Path fresh = Files.createTempFile(folder, "fresh", "", readable);
        Files.writeString(fresh, file.getValue().text());
        Files.move(fresh, folder.resolve(file.getKey()), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot write the keys to " + folder, failure);
    }
  }
}
