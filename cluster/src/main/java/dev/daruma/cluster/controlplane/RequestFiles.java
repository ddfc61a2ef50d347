package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.pki.AlternativeNames;
import dev.daruma.cluster.pki.Authorities;
import dev.daruma.cluster.pki.ServerRequest;
import dev.daruma.cluster.pki.Subject;
import dev.daruma.cluster.pki.Usage;
import dev.daruma.cluster.site.Certificates;
import dev.daruma.cluster.site.Certificates.AuthorityRequest;
import dev.daruma.cluster.site.Certificates.KeyAlgorithm;
import dev.daruma.cluster.site.Certificates.Requests;
import dev.daruma.cluster.site.Site;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The site's certificates as cfssl's request files ask for them; read back by {@code
 * kubernetes.certificates.requests} they say the same. An authority that exists is not asked for.
 * Source: cfssl, csr/csr.go and config/config.go.
 */
public final class RequestFiles {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final String PROFILE = "kubernetes";

  private RequestFiles() {}

  /** JSON texts by file name. */
  public static SortedMap<String, String> of(Site site) {
    Certificates certificates = site.kubernetes().certificates();
    SortedMap<String, String> files = new TreeMap<>();
    if (certificates.authority().isEmpty()) {
      files.put("ca-csr.json", print(authority(certificates)));
    }
    files.put("ca-config.json", print(signing(certificates)));
    files.put(
        "server-csr.json", print(server(certificates, PlaceCertificates.apiNames(site).all())));
    return files;
  }

  private static ObjectNode authority(Certificates certificates) {
    Optional<AuthorityRequest> request = certificates.requests().flatMap(Requests::authority);
    ObjectNode json = named(request.map(AuthorityRequest::subject).orElse(Authorities.CLUSTER));
    key(json, request.map(AuthorityRequest::algorithm).orElse(certificates.algorithm()));
    json.putObject("ca").put("expiry", text(certificates.authorityLifetime()));
    return json;
  }

  private static ObjectNode signing(Certificates certificates) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ObjectNode profile = json.putObject("signing").putObject("profiles").putObject(PROFILE);
    profile.put("expiry", text(certificates.lifetime()));
    ArrayNode usages = profile.putArray("usages");
    usages(certificates).forEach(usage -> usages.add(word(usage)));
    return json;
  }

  private static Set<Usage> usages(Certificates certificates) {
    return EnumSet.copyOf(
        certificates
            .requests()
            .map(Requests::server)
            .map(ServerRequest::usages)
            .orElse(Set.of(Usage.DIGITAL_SIGNATURE, Usage.KEY_ENCIPHERMENT, Usage.SERVER_AUTH)));
  }

  private static ObjectNode server(Certificates certificates, AlternativeNames names) {
    ObjectNode json =
        named(
            certificates
                .requests()
                .map(Requests::server)
                .map(ServerRequest::subject)
                .orElse(Subject.of("kube-apiserver")));
    ArrayNode hosts = json.putArray("hosts");
    names.asText().forEach(hosts::add);
    key(json, certificates.algorithm());
    return json;
  }

  private static ObjectNode named(Subject subject) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("CN", subject.commonName());
    if (!subject.attributes().isEmpty()) {
      ArrayNode names = json.putArray("names");
      // Each in an object of its own: a kind may be there twice.
      subject
          .attributes()
          .forEach(each -> names.addObject().put(letters(each.kind()), each.value()));
    }
    return json;
  }

  private static String letters(Subject.Kind kind) {
    return switch (kind) {
      case COUNTRY -> "C";
      case STATE -> "ST";
      case LOCALITY -> "L";
      case ORGANIZATION -> "O";
      case ORGANIZATIONAL_UNIT -> "OU";
    };
  }

  private static void key(ObjectNode json, KeyAlgorithm algorithm) {
    ObjectNode key = json.putObject("key");
    switch (algorithm) {
      case RSA_2048 -> key.put("algo", "rsa").put("size", 2048);
      case RSA_3072 -> key.put("algo", "rsa").put("size", 3072);
      case RSA_4096 -> key.put("algo", "rsa").put("size", 4096);
      case ECDSA_P256 -> key.put("algo", "ecdsa").put("size", 256);
      case ECDSA_P384 -> key.put("algo", "ecdsa").put("size", 384);
    }
  }

  private static String word(Usage usage) {
    return switch (usage) {
      case DIGITAL_SIGNATURE -> "digital signature";
      case CONTENT_COMMITMENT -> "content commitment";
      case KEY_ENCIPHERMENT -> "key encipherment";
      case DATA_ENCIPHERMENT -> "data encipherment";
      case KEY_AGREEMENT -> "key agreement";
      case SERVER_AUTH -> "server auth";
      case CLIENT_AUTH -> "client auth";
    };
  }

  /** As Go reads a duration. */
  private static String text(Duration lifetime) {
    return lifetime.toSeconds() % 3600 == 0 ? lifetime.toHours() + "h" : lifetime.toSeconds() + "s";
  }

  private static String print(ObjectNode json) {
    return MAPPER.writeValueAsString(json) + "\n";
  }
}
