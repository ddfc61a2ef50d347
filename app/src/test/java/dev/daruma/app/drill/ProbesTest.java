package dev.daruma.app.drill;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.daruma.app.probe.Looks;
import dev.daruma.cluster.drill.Asked;
import dev.daruma.cluster.drill.Look;
import dev.daruma.cluster.kubeconfig.Kubeconfig;
import dev.daruma.cluster.pki.ApiNames;
import dev.daruma.cluster.pki.Authorities;
import dev.daruma.cluster.pki.ClientTrust;
import dev.daruma.cluster.pki.ControlPlaneCertificates;
import dev.daruma.cluster.pki.KeyKind;
import dev.daruma.cluster.pki.Lifetimes;
import dev.daruma.cluster.pki.Pem;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.ProblemException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The process that asks, and an API that takes everything. */
class ProbesTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Map<String, Pem> FILES = files();

  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  @Test
  void looksComeFromAnotherProcessAndTellWhenTheApiHasGone() throws Exception {
    HttpsServer api = api();
    List<ProcessHandle> asking;
    try (Probes probes = new Probes(kubeconfig(api), List.of(), InstantSource.system())) {
      asking = ProcessHandle.current().children().toList();
      for (Looks each : probes.looks().values()) {
        await(() -> each.since(Instant.EPOCH).stream().anyMatch(Look::succeeded));
      }
      assertThat(probes.looks()).containsOnlyKeys(Asked.READS, Asked.WRITES, Asked.KEPT);
      assertThat(asked)
          .contains("GET " + Workload.OBJECT + "?resourceVersion=0")
          // The first ones may be too slow for a process that has only just begun.
          .anyMatch(one -> one.startsWith("PATCH " + Workload.OBJECT.replaceFirst("0$", "")));
      Instant gone = Instant.now();
      api.stop(0);
      for (Looks each : probes.looks().values()) {
        await(() -> each.since(gone.plusMillis(100)).size() > 2);
        assertThat(each.since(gone.plusMillis(100))).noneMatch(Look::succeeded);
      }
    } finally {
      api.stop(0);
    }
    assertThat(asking).isNotEmpty().noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void theKeyIsInNoProcessList() throws Exception {
    HttpsServer api = api();
    Kubeconfig kubeconfig = kubeconfig(api);
    try (Probes _ = new Probes(kubeconfig, List.of(), InstantSource.system())) {
      assertThat(ProcessHandle.current().children())
          .isNotEmpty()
          .noneMatch(child -> child.info().commandLine().orElse("").contains(kubeconfig.key()));
    } finally {
      api.stop(0);
    }
  }

  @Test
  void whatCannotBeStartedIsToldByName() throws Exception {
    HttpsServer api = api();
    Kubeconfig kubeconfig = kubeconfig(api);
    api.stop(0);
    assertThatThrownBy(
            () -> new Probes(kubeconfig, List.of("no-such-program"), InstantSource.system()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            told ->
                assertThat(told.problem().remedy())
                    .isEqualTo("see that no-such-program can be started"));
  }

  private HttpsServer api() throws IOException {
    HttpsServer api =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.setHttpsConfigurator(
        new HttpsConfigurator(
            ClientTrust.context(text("ca.crt"), text("apiserver.crt"), text("apiserver.key"))));
    api.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    api.createContext("/", this::answer);
    api.start();
    return api;
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write("{}".getBytes(US_ASCII));
    exchange.close();
  }

  private static Kubeconfig kubeconfig(HttpsServer api) {
    return new Kubeconfig(
        "small",
        "https://127.0.0.1:" + api.getAddress().getPort(),
        base64("ca.crt"),
        base64("apiserver-kubelet-client.crt"),
        base64("apiserver-kubelet-client.key"));
  }

  private static String base64(String file) {
    return Base64.getEncoder().encodeToString(text(file).getBytes(US_ASCII));
  }

  private static String text(String file) {
    return Objects.requireNonNull(FILES.get(file), file).text();
  }

  private static Map<String, Pem> files() {
    Clock clock = Clock.systemUTC();
    SecureRandom random = new SecureRandom();
    Lifetimes lifetimes = new Lifetimes(Duration.ofDays(2), Duration.ofDays(1));
    Authorities authorities = Authorities.create(KeyKind.ECDSA_P256, lifetimes, clock, random);
    HostName host = new HostName("one");
    InetAddress address = InetAddress.ofLiteral("127.0.0.1");
    ApiNames names =
        new ApiNames(
            new TreeMap<>(Map.of(host, address)),
            "127.0.0.1",
            InetAddress.ofLiteral("10.96.0.1"),
            "cluster.local",
            List.of());
    Map<String, Pem> files = new TreeMap<>(authorities.files());
    files.putAll(
        ControlPlaneCertificates.issue(
            authorities, names, host, address, KeyKind.ECDSA_P256, lifetimes, clock, random));
    return files;
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Instant end = Instant.now().plus(LIMIT);
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(20);
    }
  }
}
