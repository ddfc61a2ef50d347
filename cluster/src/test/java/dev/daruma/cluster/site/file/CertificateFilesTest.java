package dev.daruma.cluster.site.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.cluster.pki.Subject;
import dev.daruma.cluster.pki.Usage;
import dev.daruma.cluster.site.Certificates;
import dev.daruma.cluster.site.Certificates.KeyAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** cfssl's request files and an authority that exists, as a site file names them. */
class CertificateFilesTest {
  private static final String AUTHORITY =
      """
      {
      \t"CN": "neko authority",
      \t"key": {"algo": "rsa", "size": 4096},
      \t"names": [{"C": "DE", "L": "Berlin", "O": "neko", "OU": "shelf", "ST": "Berlin"}],
      \t"ca": {"expiry": "87600h"}
      }
      """;
  private static final String SIGNING =
      """
      {
        "signing": {
          "default": {"expiry": "4380h"},
          "profiles": {
            "kubernetes": {
              "usages": ["signing", "digital signature", "key encipherment", "server auth", "client auth"],
              "expiry": "8760h30m"
            },
            "people": {"usages": ["client auth"], "expiry": "24h"}
          }
        }
      }
      """;
  private static final String SERVER =
      """
      {
        "CN": "kubernetes",
        "hosts": [
          "127.0.0.1", "10.96.0.1", "192.0.2.10", "192.0.2.11", "192.0.2.12", "192.0.2.13",
          "one", "two", "three", "api.neko.example", "*.neko.example",
          "kubernetes", "kubernetes.default", "kubernetes.default.svc",
          "kubernetes.default.svc.cluster.local"
        ],
        "key": {"algo": "ecdsa", "size": 384},
        "names": [{"O": "neko"}]
      }
      """;
  private static final String REQUESTS =
      "requests: {authority: ca-csr.json, signing: ca-config.json, server: server-csr.json}";

  @TempDir private Path folder;

  @BeforeEach
  void goodFiles() throws IOException {
    Files.writeString(folder.resolve("ca-csr.json"), AUTHORITY);
    Files.writeString(folder.resolve("ca-config.json"), SIGNING);
    Files.writeString(folder.resolve("server-csr.json"), SERVER);
  }

  private Reading read(String certificates) throws IOException {
    return read(certificates, Clock.systemUTC());
  }

  private Reading read(String certificates, Clock clock) throws IOException {
    Path site =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            apiVersion: daruma.dev/v1alpha1
            kind: Site
            name: neko
            hosts:
              one: {address: 192.0.2.11, roles: [control-plane, worker]}
              two: {address: 192.0.2.12, roles: [control-plane]}
              three: {address: 192.0.2.13, roles: [control-plane]}
            kubernetes:
              version: 1.20.2
              endpoint: 192.0.2.10
              certificates:
                %s
            """
                .formatted(certificates.replace("\n", "\n    ")));
    return SiteFile.read(
        site, new Operator("neko", folder, Map.of("KEY_PASSWORD", "secret")), clock);
  }

  private List<String> findings(String certificates) throws IOException {
    return read(certificates).findings().stream()
        .map(finding -> finding.text().replace(folder + "/", ""))
        .toList();
  }

  @Test
  void whatTheFilesSayIsWhatIsMade() throws IOException {
    Certificates certificates = read(REQUESTS).site().orElseThrow().kubernetes().certificates();
    assertThat(certificates.algorithm()).isEqualTo(KeyAlgorithm.ECDSA_P384);
    assertThat(certificates.authorityLifetime()).isEqualTo(Duration.ofDays(3_650));
    assertThat(certificates.lifetime()).isEqualTo(Duration.ofDays(365).plusMinutes(30));
    var requests = certificates.requests().orElseThrow();
    assertThat(requests.authority().orElseThrow().algorithm()).isEqualTo(KeyAlgorithm.RSA_4096);
    assertThat(requests.authority().orElseThrow().subject())
        .isEqualTo(
            Subject.of("neko authority")
                .with(Subject.Kind.COUNTRY, "DE")
                .with(Subject.Kind.ORGANIZATION, "neko")
                .with(Subject.Kind.ORGANIZATIONAL_UNIT, "shelf")
                .with(Subject.Kind.LOCALITY, "Berlin")
                .with(Subject.Kind.STATE, "Berlin"));
    assertThat(requests.server().subject())
        .isEqualTo(Subject.of("kubernetes").with(Subject.Kind.ORGANIZATION, "neko"));
    assertThat(requests.server().names().asText()).hasSize(15).contains("*.neko.example");
    assertThat(requests.server().usages())
        .isEqualTo(
            Set.of(
                Usage.DIGITAL_SIGNATURE,
                Usage.KEY_ENCIPHERMENT,
                Usage.SERVER_AUTH,
                Usage.CLIENT_AUTH));
  }

  static Stream<Arguments> whatIsWrongIsSaidWithItsPlace() {
    return Stream.of(
        wrong(
            "a comment",
            "ca-csr.json",
            "\t\"CN\"",
            "\t// who we are: \"http://neko\"\n\t\"CN\"",
            "ca-csr.json:2:2: a comment, which JSON does not have; take it out"),
        wrong(
            "a trailing comma",
            "server-csr.json",
            "\"kubernetes.default.svc.cluster.local\"\n",
            "\"kubernetes.default.svc.cluster.local\",\n",
            "server-csr.json:7:43: a comma with nothing after it, which JSON does not have; take it out"),
        wrong(
            "a missing comma",
            "server-csr.json",
            "\"CN\": \"kubernetes\",",
            "\"CN\": \"kubernetes\"",
            "server-csr.json:3:"),
        wrong(
            "a key that is not known",
            "server-csr.json",
            "\"hosts\"",
            "\"host\"",
            "server-csr.json:3:3: unknown key \"host\"; did you mean \"hosts\"?"),
        wrong(
            "a number in quotes",
            "ca-csr.json",
            "4096",
            "\"4096\"",
            "ca-csr.json:3:33: \"4096\" is quoted; write the number as 4096"),
        wrong(
            "a size that is not made",
            "ca-csr.json",
            "4096",
            "1024",
            "ca-csr.json:3:33: rsa keys of 1024 bits are not made; write 2048, 3072 or 4096"),
        wrong(
            "no endpoint among the names",
            "server-csr.json",
            " \"192.0.2.10\",",
            "",
            "server-csr.json:3:12: the hosts lack 192.0.2.10; add them: the endpoint, each control plane's name and address, the first service address and Kubernetes' own names have to be there"),
        wrong(
            "more names missing",
            "server-csr.json",
            "\"192.0.2.13\",\n    \"one\", \"two\", \"three\",",
            "\n    \"one\", \"two\",",
            "server-csr.json:3:12: the hosts lack three, 192.0.2.13; add them: the endpoint, each control plane's name and address, the first service address and Kubernetes' own names have to be there"),
        wrong(
            "a lifetime that is none",
            "ca-config.json",
            "8760h30m",
            "1 year",
            "ca-config.json:7:19: \"1 year\" is no lifetime; write hours, minutes and seconds, such as 8760h or 1h30m"),
        wrong(
            "certificates that outlive their authority",
            "ca-config.json",
            "8760h30m",
            "96000h",
            "ca-config.json:7:19: certificates would live 96000 hours, longer than their authority with 87600; make expiry at most that of ca in the authority's request"),
        wrong(
            "a profile for clients alone",
            "ca-config.json",
            "\"server auth\", \"client auth\"],\n",
            "\"client auth\"],\n",
            "ca-config.json:5:21: by the profile \"kubernetes\" nobody could serve the API; its usages have to have \"digital signature\" and \"server auth\""),
        wrong(
            "a lifetime beyond all measure",
            "ca-config.json",
            "8760h30m",
            "9999999h",
            "ca-config.json:7:19: 9999999h is out of range; write a lifetime of at most 876000h"),
        wrong(
            "a profile that could not sign",
            "ca-config.json",
            "[\"signing\", \"digital signature\", ",
            "[",
            "ca-config.json:5:21: by the profile \"kubernetes\" nobody could serve the API"),
        wrong(
            "nothing",
            "server-csr.json",
            SERVER,
            "",
            "server-csr.json:1:1: the file is empty; write a JSON object into it"),
        wrong(
            "a usage that is not known",
            "ca-config.json",
            "[\"signing\"",
            "[\"signin\"",
            "ca-config.json:6:20: unknown usage \"signin\"; did you mean \"signing\"?"));
  }

  private static Arguments wrong(
      String name, String file, String right, String wrong, String finding) {
    return arguments(name, file, right, wrong, finding);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void whatIsWrongIsSaidWithItsPlace(
      String name, String file, String right, String wrong, String finding) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(right);
    Files.writeString(path, text.replace(right, wrong));
    assertThat(read(REQUESTS).site()).isEmpty();
    assertThat(findings(REQUESTS)).anySatisfy(each -> assertThat(each).startsWith(finding));
  }

  static Stream<Arguments> keysThatDoNotGoTogether() {
    return Stream.of(
        arguments(
            REQUESTS + "\nlifetime: 1y",
            "site.yaml:13:15: lifetime and requests are both given; keep one of the two: the request files say this, too"),
        arguments(
            "requests: {signing: ca-config.json, server: server-csr.json}",
            "site.yaml:12:15: no authority is asked for, and none is given; add authority: ca-csr.json to requests, or authority: {certificate: ca.crt, key: ca.key} beside them"),
        arguments(
            REQUESTS.replace("ca-csr", "none"),
            "site.yaml:12:27: there is no file none.json; name one that is there; relative paths start at the site file's folder"),
        arguments(
            REQUESTS.replace("}", ", profile: kubernets}"),
            "site.yaml:12:99: the signing configuration has no profile \"kubernets\"; did you mean \"kubernetes\"?"),
        arguments(
            REQUESTS + "\nauthority: {certificate: ca.crt, key: ca.key}",
            "site.yaml:12:27: an authority is asked for, and one is given that exists already; keep one of requests.authority and authority"));
  }

  @ParameterizedTest
  @MethodSource
  void keysThatDoNotGoTogether(String certificates, String finding) throws IOException {
    assertThat(findings(certificates)).contains(finding);
  }

  static Stream<Arguments> anAuthorityThatExistsHasToBeUsable() {
    String remedy =
        "; name a certificate that may sign others, and the private key that belongs to it";
    return Stream.of(
        arguments(
            "{certificate: ca.crt, key: other.key}",
            "the authority cannot be used: other.key does not belong to ca.crt" + remedy),
        arguments(
            "{certificate: leaf.crt, key: leaf.key}",
            "the authority cannot be used: leaf.crt is not an authority's: it may not sign certificates"
                + remedy),
        arguments(
            "{certificate: ca.crt, key: locked.key}",
            "the authority cannot be used: locked.key is encrypted, and there is no password for it"
                + remedy),
        arguments(
            "{certificate: ca.crt, key: locked.key, passwordEnvironment: \"no name\"}",
            "this is no name of an environment variable; "),
        arguments(
            "{certificate: ca.crt, key: locked.key, passwordEnvironment: OTHER}",
            "the environment has no OTHER; "),
        arguments(
            "{certificate: ca.crt, key: locked.key, passwordEnvironment: KEY_PASSWORD, passwordFile: word}",
            "the key has two sources of a password; keep one of passwordFile and passwordEnvironment"),
        arguments("{certificate: gone.crt, key: ca.key}", "there is no file gone.crt; "));
  }

  @ParameterizedTest
  @MethodSource
  void anAuthorityThatExistsHasToBeUsable(String authority, String finding) throws Exception {
    authorities();
    assertThat(findings("authority: " + authority))
        .anySatisfy(each -> assertThat(each).contains(": " + finding));
    assertThat(read("authority: " + authority).site()).isEmpty();
  }

  @Test
  void oneThatHasEndedIsNone() throws Exception {
    authorities();
    assertThat(
            read(
                    "authority: {certificate: ca.crt, key: ca.key}",
                    Clock.offset(Clock.systemUTC(), Duration.ofDays(731)))
                .errors())
        .singleElement()
        .asString()
        .contains("the authority cannot be used: ca.crt has expired at ");
  }

  @Test
  void oneThatIsUsableIsTakenWithItsPassword() throws Exception {
    authorities();
    for (String authority :
        List.of(
            "{certificate: ca.crt, key: ca.key}",
            "{certificate: ca.crt, key: locked.key, passwordEnvironment: KEY_PASSWORD}",
            "{certificate: ca.crt, key: locked.key, passwordFile: word}")) {
      Reading reading = read("authority: " + authority);
      assertThat(reading.findings()).isEmpty();
      assertThat(reading.site().orElseThrow().toString()).doesNotContain("secret");
    }
    assertThat(findings("lifetime: 3y\nauthority: {certificate: ca.crt, key: ca.key}"))
        .singleElement()
        .asString()
        .startsWith("site.yaml:13:16: the authority ends at ")
        .contains("before the certificates' lifetime is over; they will end with it");
    Reading beside =
        read(
            "requests: {signing: ca-config.json, server: server-csr.json}\n"
                + "authority: {certificate: ca.crt, key: ca.key}");
    assertThat(beside.findings()).isEmpty();
    assertThat(beside.site().orElseThrow().kubernetes().certificates().authorityLifetime())
        .as("of etcd's authority and the front proxy's")
        .isEqualTo(Duration.ofDays(3_650));
    assertThat(
            beside
                .site()
                .orElseThrow()
                .kubernetes()
                .certificates()
                .requests()
                .orElseThrow()
                .authority())
        .isEmpty();
  }

  /** By openssl: an authority of two years, and a certificate that is none. */
  private void authorities() throws Exception {
    Files.writeString(
        folder.resolve("openssl.cnf"),
        """
        [req]
        distinguished_name = name
        [name]
        [authority]
        basicConstraints = critical, CA:TRUE
        [leaf]
        basicConstraints = critical, CA:FALSE
        """);
    String made = "req -x509 -config openssl.cnf -newkey rsa:2048 -nodes -days 730 ";
    openssl(made + "-extensions authority -subj /CN=neko -keyout ca.key -out ca.crt");
    openssl(made + "-extensions leaf -subj /CN=leaf -keyout leaf.key -out leaf.crt");
    openssl("genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out other.key");
    openssl("pkcs8 -topk8 -in ca.key -out locked.key -passout pass:secret");
    Files.writeString(folder.resolve("word"), "secret\n");
  }

  private void openssl(String arguments) throws Exception {
    Process process =
        new ProcessBuilder(
                Stream.concat(Stream.of("openssl"), Stream.of(arguments.split(" "))).toList())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
