package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Site;
import dev.daruma.cluster.site.shape.Document;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.JsonSchema;
import dev.daruma.cluster.site.shape.KeyTable;
import dev.daruma.cluster.site.shape.Place;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The site file: how it is read, and what editors may know of it. */
public final class SiteFile {
  private SiteFile() {}

  /** Reads the file and finds everything wrong with it in one pass. */
  public static Reading read(Path file, Operator operator) {
    return read(file, operator, Clock.systemUTC());
  }

  /**
   * @param clock by which an authority that is given is judged
   */
  public static Reading read(Path file, Operator operator, Clock clock) {
    var findings = new Findings(file);
    var site =
        text(file, findings)
            .flatMap(text -> Document.compose(text, findings))
            .flatMap(root -> SiteKeys.SECTION.decode(root, Place.START, findings))
            .flatMap(values -> site(new Draft(values), file, operator, clock, findings));
    return new Reading(site, findings.inOrder());
  }

  private static Optional<Site> site(
      Draft draft, Path file, Operator operator, Clock clock, Findings findings) {
    var folders = Folders.of(file, operator);
    HostChecks.check(draft, findings);
    EndpointChecks.check(draft, findings);
    SubnetChecks.check(draft, findings);
    VirtualAddressChecks.check(draft, findings);
    NetworkChecks.check(draft, findings);
    RuntimeChecks.check(draft, findings);
    VersionChecks.check(draft, findings);
    KubernetesChecks.check(draft, findings);
    RecoveryChecks.check(draft, findings);
    new SshChecks(draft, folders, operator, findings).check();
    PackageChecks.check(draft, folders, findings);
    ProxyKeys.check(draft, findings);
    AvailabilityChecks.check(draft, findings);
    var certificates = new CertificateReading(draft, folders, operator, clock, findings).read();
    var network = new NetworkReading(draft, folders, findings).read();
    var runtime = new RuntimeReading(draft, folders, operator, findings).read();
    if (findings.hasErrors()) {
      return Optional.empty();
    }
    var targets = new Targets(draft.ssh(), folders, operator);
    return Optional.of(
        new Assembly(
                draft,
                folders,
                targets,
                certificates.orElseThrow(),
                network.orElseThrow(),
                runtime.orElseThrow())
            .site(file.toAbsolutePath().normalize()));
  }

  private static Optional<String> text(Path file, Findings findings) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException missing) {
      findings.error(
          Place.START, "there is no such file", "name the site file with -f FILE, or make one");
    } catch (CharacterCodingException foreign) {
      findings.error(Place.START, "the file is not UTF-8", "save it as UTF-8");
    } catch (IOException unreadable) {
      findings.error(
          Place.START,
          "the file cannot be read (%s)".formatted(unreadable.getMessage()),
          "name a file that you may read with -f FILE");
    }
    return Optional.empty();
  }

  /** JSON Schema, draft 2020-12, of the same description that the reader decodes by. */
  public static ObjectNode schema() {
    return JsonNodeFactory.instance
        .objectNode()
        .put("$schema", "https://json-schema.org/draft/2020-12/schema")
        .put("title", "daruma site file")
        .setAll(JsonSchema.of(SiteKeys.SECTION));
  }

  /** Every key of the site file, its default and its meaning, as a Markdown table. */
  public static String keyTable() {
    return KeyTable.of(SiteKeys.SECTION);
  }
}
