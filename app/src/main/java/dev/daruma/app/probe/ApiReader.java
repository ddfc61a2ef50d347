package dev.daruma.app.probe;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
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
    try {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200
          ? Optional.of(JsonMapper.shared().readTree(answer.body()))
          : Optional.empty();
    } catch (IOException | JacksonException silent) {
      return Optional.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
