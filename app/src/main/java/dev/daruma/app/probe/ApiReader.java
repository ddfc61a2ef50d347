package dev.daruma.app.probe;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads objects of the cluster now and then; over connections that are kept while they last. */
public final class ApiReader implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(3);

  private final ApiAccess access;
  private final HttpClient client;

  public ApiReader(ApiAccess access) {
    this.access = access;
    // Of version 1.1: an answer that does not come ends the connection, and the next is a new one.
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .sslContext(access.tls())
            .connectTimeout(LIMIT)
            .build();
  }

  /**
   * @param path such as {@code /api/v1/nodes}
   * @return empty when it does not answer, or with anything but 200
   */
  public Optional<JsonNode> read(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(access.server().resolve(path)).timeout(LIMIT).GET().build();
    CompletableFuture<HttpResponse<String>> asked =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    try {
      // The request's own limit ends when an answer begins; one may stop in its middle for good.
      HttpResponse<String> answer = asked.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      return answer.statusCode() == 200
          ? Optional.of(JsonMapper.shared().readTree(answer.body()))
          : Optional.empty();
    } catch (ExecutionException | TimeoutException | JacksonException silent) {
      // Else the next one might be asked over the same connection.
      asked.cancel(true);
      return Optional.empty();
    } catch (InterruptedException stopped) {
      asked.cancel(true);
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
