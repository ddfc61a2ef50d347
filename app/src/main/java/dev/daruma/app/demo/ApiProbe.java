package dev.daruma.app.demo;

import dev.daruma.cluster.kubeconfig.Kubeconfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Asks the API whether it is ready, over a TCP and TLS connection of its own each time; whoever
 * answers must have a certificate of the cluster's for that address.
 */
record ApiProbe(URI server, SSLContext trust, ScheduledExecutorService limits) {
  private static final int CONNECT_MILLISECONDS = 200;
  private static final int TOTAL_MILLISECONDS = 500;

  static ApiProbe of(Kubeconfig kubeconfig, ScheduledExecutorService limits) {
    return new ApiProbe(URI.create(kubeconfig.server()), trust(kubeconfig.authority()), limits);
  }

  private static SSLContext trust(String authority) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry(
          "cluster",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(Base64.getMimeDecoder().decode(authority))));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException broken) {
      throw new IllegalStateException("the cluster's certificate cannot be read", broken);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  boolean answers() {
    try (Socket plain = new Socket()) {
      // Whatever it hangs in, closing the socket ends it.
      var limit = limits.schedule(() -> close(plain), TOTAL_MILLISECONDS, TimeUnit.MILLISECONDS);
      try {
        plain.connect(
            new InetSocketAddress(server.getHost(), server.getPort()), CONNECT_MILLISECONDS);
        plain.setTcpNoDelay(true);
        return isReady(plain);
      } finally {
        limit.cancel(false);
      }
    } catch (IOException _) {
      return false;
    }
  }

  private boolean isReady(Socket plain) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            trust
                .getSocketFactory()
                .createSocket(plain, server.getHost(), server.getPort(), true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      String request =
          "GET /readyz HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(server.getHost());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
      return status.equals("HTTP/1.1 200");
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // It is closed already.
    }
  }
}
