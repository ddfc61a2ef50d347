package dev.daruma.cluster.site.file;

import static java.util.stream.Collectors.toSet;

import dev.daruma.cluster.pki.AlternativeNames;
import dev.daruma.cluster.pki.ApiNames;
import dev.daruma.cluster.pki.ServerRequest;
import dev.daruma.cluster.pki.Usage;
import dev.daruma.cluster.site.Certificates;
import dev.daruma.cluster.site.Certificates.AuthorityRequest;
import dev.daruma.cluster.site.Certificates.GivenAuthority;
import dev.daruma.cluster.site.Certificates.Requests;
import dev.daruma.cluster.site.shape.Dictionary;
import dev.daruma.cluster.site.shape.Document;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Findings;
import dev.daruma.cluster.site.shape.Nearest;
import dev.daruma.cluster.site.shape.Place;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** What cfssl's request files ask for, and whether the cluster could live with it. */
record CfsslReading(Draft draft, Folders folders, Findings findings) {

  /** Empty only when there is an error. */
  Optional<Certificates> read(Values named, Place place, Optional<GivenAuthority> given) {
    var signing = read(named, CertificateKeys.SIGNING, CfsslKeys.SIGNING_FILE);
    var server = read(named, CertificateKeys.SERVER_REQUEST, CfsslKeys.SERVER_FILE);
    var authority = read(named, CertificateKeys.AUTHORITY_REQUEST, CfsslKeys.AUTHORITY_FILE);
    isOne(named, place);
    var profile = signing.flatMap(file -> profile(file, named));
    server.ifPresent(this::namesAreEnough);
    var serverKey = server.flatMap(CfsslRequest::key);
    var authorityKey = authority.flatMap(CfsslRequest::key);
    if (signing.isPresent() && profile.isPresent() && authority.isPresent()) {
      nest(signing.get(), profile.get(), authority.get());
    }
    if (findings.hasErrors() || server.isEmpty() || serverKey.isEmpty() || profile.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Certificates(
            serverKey.get(),
            authority.map(CfsslRequest::lifetime).orElseGet(() -> ofOthers(profile.get())),
            profile.get().get(CfsslKeys.EXPIRY),
            List.of(),
            Optional.of(
                new Requests(
                    authority.flatMap(
                        file -> authorityKey.map(key -> new AuthorityRequest(file.subject(), key))),
                    new ServerRequest(
                        server.get().subject(), server.get().names(), usages(profile.get())))),
            given));
  }

  /** Of the authorities beside one that is given: as the site file has it where nothing is said. */
  private Duration ofOthers(Values profile) {
    var expiry = profile.get(CfsslKeys.EXPIRY);
    return draft
        .kubernetes()
        .value(KubernetesKeys.CERTIFICATES)
        .flatMap(certificates -> certificates.value(CertificateKeys.AUTHORITY_LIFETIME))
        .filter(lifetime -> lifetime.compareTo(expiry) > 0)
        .orElse(expiry);
  }

  private Optional<CfsslRequest> read(Values named, Field<String> field, Section shape) {
    return named
        .find(field)
        .flatMap(
            written -> {
              var within = findings.in(folders.resolve(written.value()));
              return folders
                  .text(written, findings)
                  .filter(text -> StrictJson.check(text, within))
                  // JSON may be indented with tabs, YAML not; within strings there are none.
                  .map(text -> text.replace('\t', ' '))
                  .flatMap(text -> Document.compose(text, within))
                  .flatMap(root -> shape.decode(root, Place.START, within))
                  .map(values -> new CfsslRequest(values, within));
            });
  }

  /** An authority is asked for, or there is one; not both, and not neither. */
  private void isOne(Values named, Place place) {
    var requested = named.find(CertificateKeys.AUTHORITY_REQUEST);
    var exists =
        draft
            .kubernetes()
            .value(KubernetesKeys.CERTIFICATES)
            .flatMap(certificates -> certificates.find(CertificateKeys.AUTHORITY));
    if (requested.isPresent() && exists.isPresent()) {
      findings.error(
          requested.get().place(),
          "an authority is asked for, and one is given that exists already",
          "keep one of requests.authority and authority");
    } else if (requested.isEmpty()
        && exists.isEmpty()
        && !named.isWrong(CertificateKeys.AUTHORITY_REQUEST)) {
      findings.error(
          place,
          "no authority is asked for, and none is given",
          "add authority: ca-csr.json to requests, or authority: {certificate: ca.crt, key: ca.key}"
              + " beside them");
    }
  }

  private Optional<Values> profile(CfsslRequest signing, Values named) {
    var wanted = named.find(CertificateKeys.PROFILE);
    var profiles =
        signing
            .values()
            .value(CfsslKeys.SIGNING)
            .flatMap(section -> section.value(CfsslKeys.PROFILES));
    if (wanted.isEmpty() || profiles.isEmpty()) {
      return Optional.empty();
    }
    var name = wanted.get().value();
    var found =
        profiles.get().entries().stream()
            .filter(entry -> entry.key().value().equals(name))
            .map(Dictionary.Entry::value)
            .findFirst();
    if (found.isEmpty() && profiles.get().whole()) {
      var names = profiles.get().entries().stream().map(entry -> entry.key().value()).toList();
      findings.error(
          wanted.get().place(),
          "the signing configuration has no profile \"%s\"".formatted(name),
          Nearest.to(name, names)
              .map("did you mean \"%s\"?"::formatted)
              .orElseGet(
                  () ->
                      names.isEmpty()
                          ? "it has none; add one to its profiles"
                          : "it has " + String.join(", ", names)));
    }
    found
        .filter(profile -> profile.value().value(CfsslKeys.USAGES).isPresent())
        .filter(profile -> !ServerRequest.canServe(usages(profile.value())))
        .ifPresent(
            profile ->
                signing
                    .findings()
                    .error(
                        profile.place(),
                        "by the profile \"%s\" nobody could serve the API".formatted(name),
                        "its usages have to have \"digital signature\" and \"server auth\""));
    return found.map(Placed::value);
  }

  private void namesAreEnough(CfsslRequest server) {
    var hosts = server.values().find(CfsslKeys.HOSTS);
    var required = required();
    if (hosts.isEmpty() || required.isEmpty()) {
      return;
    }
    var missing = server.names().missing(required.get());
    if (!missing.isEmpty()) {
      server
          .findings()
          .error(
              hosts.get().place(),
              "the hosts lack " + String.join(", ", missing.asText()),
              "add them: the endpoint, each control plane's name and address, the first service"
                  + " address and Kubernetes' own names have to be there");
    }
  }

  /** Names without which the cluster does not work, as far as the site file says them. */
  private Optional<AlternativeNames> required() {
    var kubernetes = draft.kubernetes();
    var endpoint = draft.endpoint().value(KubernetesKeys.ENDPOINT_ADDRESS);
    var services = kubernetes.value(KubernetesKeys.SERVICE_CIDR);
    var domain = kubernetes.value(KubernetesKeys.CLUSTER_DOMAIN);
    if (endpoint.isEmpty() || services.isEmpty() || domain.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<HostName, InetAddress> controlPlanes = new TreeMap<>();
    for (var host : draft.controlPlanes()) {
      host.address().ifPresent(address -> controlPlanes.put(host.name().value(), address.value()));
    }
    return Optional.of(
        new ApiNames(
                controlPlanes, endpoint.get(), services.get().address(1), domain.get(), List.of())
            .required());
  }

  private static void nest(CfsslRequest signing, Values profile, CfsslRequest authority) {
    var leaf = profile.find(CfsslKeys.EXPIRY);
    if (leaf.isPresent() && leaf.get().value().compareTo(authority.lifetime()) > 0) {
      signing
          .findings()
          .error(
              leaf.get().place(),
              "certificates would live %d hours, longer than their authority with %d"
                  .formatted(leaf.get().value().toHours(), authority.lifetime().toHours()),
              "make expiry at most that of ca in the authority's request");
    }
  }

  private static Set<Usage> usages(Values profile) {
    return profile.value(CfsslKeys.USAGES).orElse(List.of()).stream()
        .map(word -> word.value().usage())
        .collect(toSet());
  }
}
