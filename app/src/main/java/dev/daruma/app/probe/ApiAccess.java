package dev.daruma.app.probe;

import dev.daruma.cluster.kubeconfig.Kubeconfig;
import dev.daruma.cluster.pki.ClientTrust;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * The API at its address, with the administrator's rights; whoever answers must have a certificate
 * of the cluster's for that address.
 */
public record ApiAccess(URI server, SSLContext tls) {
  private static final int SESSIONS = 64;

  public static ApiAccess of(Kubeconfig kubeconfig) {
    SSLContext tls =
        ClientTrust.context(
            pem(kubeconfig.authority()), pem(kubeconfig.certificate()), pem(kubeconfig.key()));
    // A hundred connections a second would soon fill Java's own size, which is 20,480.
    tls.getClientSessionContext().setSessionCacheSize(SESSIONS);
    return new ApiAccess(URI.create(kubeconfig.server()), tls);
  }

  private static String pem(String base64) {
    return new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.US_ASCII);
  }

  /**
   * Connects a socket, and speaks TLS over it from then on.
   *
   * @param plain not connected yet, so that whoever watches over the time can close it
   */
  SSLSocket connect(Socket plain, int milliseconds) throws IOException {
    plain.connect(new InetSocketAddress(server.getHost(), server.getPort()), milliseconds);
    plain.setTcpNoDelay(true);
    SSLSocket socket =
        (SSLSocket)
            tls.getSocketFactory().createSocket(plain, server.getHost(), server.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    return socket;
  }
}
