package dev.daruma.app.probe;

import java.nio.charset.StandardCharsets;

/**
 * A request of HTTP/1.1 that is asked again and again.
 *
 * @param contentType of the body; empty where there is none
 */
public record Question(String method, String path, String contentType, String body) {

  public static Question get(String path) {
    return new Question("GET", path, "", "");
  }

  /** As a JSON merge patch (RFC 7386), which needs no version of the object to be known. */
  public static Question mergePatch(String path, String body) {
    return new Question("PATCH", path, "application/merge-patch+json", body);
  }

  byte[] bytes(String host, boolean last) {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "%s %s HTTP/1.1\r\nHost: %s\r\nAccept: application/json\r\n".formatted(method, path, host)
            + (last ? "Connection: close\r\n" : "")
            + (contentType.isEmpty()
                ? ""
                : "Content-Type: %s\r\nContent-Length: %d\r\n"
                    .formatted(contentType, content.length))
            + "\r\n";
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] whole = new byte[start.length + content.length];
    System.arraycopy(start, 0, whole, 0, start.length);
    System.arraycopy(content, 0, whole, start.length, content.length);
    return whole;
  }
}
