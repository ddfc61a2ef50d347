package dev.daruma.cluster.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The script by which keepalived knows whether the local apiserver is ready. */
public final class ApiServerCheck {
  /** Where it lies; root's alone, or {@code enable_script_security} refuses it. */
  public static final String PATH = "/usr/local/libexec/daruma/check-apiserver";

  /**
   * While this file exists, and is younger than half an hour, the check succeeds: {@code kubeadm
   * init} waits for the API under its virtual address before any apiserver is ready.
   */
  public static final String BOOTSTRAP_MARKER = "/run/daruma/endpoint-bootstrap";

  private ApiServerCheck() {}

  /** The script, a POSIX shell's. */
  public static String text() {
    try (InputStream script =
        Objects.requireNonNull(ApiServerCheck.class.getResourceAsStream("check-apiserver"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The script with its argument, as keepalived starts it. */
  static String command(InetAddress own, int port) {
    String host =
        own instanceof Inet6Address ? "[" + own.getHostAddress() + "]" : own.getHostAddress();
    return PATH + " " + host + ":" + port;
  }
}
