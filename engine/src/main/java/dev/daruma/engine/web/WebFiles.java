package dev.daruma.engine.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/**
 * Files of web servers.
 *
 * @param proxies which of them are asked through a proxy
 */
public record WebFiles(ProxySelector proxies) {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Nothing that is fetched is nearly as long: of a package of Kubernetes', 20 MiB. */
  private static final int LONGEST = 64 * 1024 * 1024;

  /** By the proxies of this machine, as {@code http.proxyHost} and the like say. */
  public static WebFiles direct() {
    return new WebFiles(ProxySelector.getDefault());
  }

  /**
   * What a server has, which must answer within 30 s; at most 64 MiB.
   *
   * @throws IOException when it cannot be had; the message says why
   */
  public byte[] get(URI url) throws IOException {
    HttpRequest request = HttpRequest.newBuilder(url).timeout(LIMIT).build();
    try (HttpClient client =
            HttpClient.newBuilder()
                .proxy(proxies)
                .followRedirects(Redirect.NORMAL)
                .connectTimeout(LIMIT)
                .build();
        InputStream body = body(client.send(request, BodyHandlers.ofInputStream()))) {
      byte[] fetched = body.readNBytes(LONGEST + 1);
      if (fetched.length > LONGEST) {
        throw new IOException("it is longer than %d MiB".formatted(LONGEST >> 20));
      }
      return fetched;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException("it was given up", interrupted);
    } catch (IOException failure) {
      // The client leaves it to the class to say that nobody answers there.
      throw failure.getMessage() == null
          ? new IOException(failure.getClass().getSimpleName(), failure)
          : failure;
    }
  }

  private static InputStream body(HttpResponse<InputStream> response) throws IOException {
    if (response.statusCode() != 200) {
      response.body().close();
      throw new IOException("the server answers " + response.statusCode());
    }
    return response.body();
  }
}
