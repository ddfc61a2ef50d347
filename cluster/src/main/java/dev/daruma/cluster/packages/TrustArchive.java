package dev.daruma.cluster.packages;

import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Proxy;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.ProblemException;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives apt the archive's key: fetched by the host, compared by its fingerprint here, and no other
 * that came along with it.
 */
record TrustArchive(Host on, Archive archive, Optional<Proxy> proxy) implements Step {
  static final Probe<Optional<HostFile.Present>> KEYRING = HostFile.reading(Archive.KEYRING);

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Whether the host trusts that key, and no other in its place. */
  static boolean isDone(Optional<HostFile.Present> keyring, Archive archive) {
    return keyring
        .flatMap(HostFile.Present::text)
        .filter(
            text ->
                ArchiveKey.read(text.getBytes(StandardCharsets.UTF_8))
                    .only(archive.fingerprint())
                    .filter(text::equals)
                    .isPresent())
        .isPresent();
  }

  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.PACKAGES;
  }

  @Override
  public String title() {
    return "trust the archive's key";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(new Milestones.Prepared(host()));
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.ArchiveTrusted(host()));
  }

  @Override
  public List<String> explanation() {
    return List.of(
        "%s: %s, from %s".formatted(Archive.KEYRING, archive.fingerprint(), archive.key()));
  }

  @Override
  public void run(Work work) {
    ArchiveKey fetched = fetch(work);
    String key =
        fetched
            .only(archive.fingerprint())
            .orElseThrow(() -> new ProblemException(wrong(fetched.fingerprints())));
    HostChange.makeNow(work, this, title(), List.of(HostFile.of(Archive.KEYRING, key)));
  }

  /**
   * By apt's own means, which every host has. The proxy's file may not be there yet. Source:
   * apt-helper(1).
   */
  private ArchiveKey fetch(Work work) {
    Output fetched =
        work.run(
            host(),
            "fetch the key of the package archive from " + archive.key(),
            "see that the host reaches it; packages.mirror in the site file may name another",
            Fragment.of(
                """
                folder=$(mktemp -d) || exit
                trap 'rm -rf "$folder"' EXIT
                /usr/lib/apt/apt-helper -o APT::Sandbox::User=root -o Acquire::Retries=2 %s download-file %s "$folder/key" >&2 &&
                base64 "$folder/key"
                """,
                proxy.map(each -> new AptProxy(each).options()).orElse(List.of()),
                archive.key().toString()),
            LIMIT);
    return ArchiveKey.read(Base64.getMimeDecoder().decode(fetched.stdout()));
  }

  private Problem wrong(List<String> found) {
    return Problem.of(
        Problem.Code.COMMAND_FAILED,
        host(),
        title(),
        "%s holds %s; %s is wanted"
            .formatted(
                archive.key(),
                found.isEmpty() ? "no OpenPGP key" : "the key " + String.join(", ", found),
                archive.fingerprint()),
        "nothing was installed. Find out from the archive's owner whether its key has changed;"
            + " packages.mirror.fingerprint in the site file names the one to trust");
  }
}
