package dev.daruma.cluster.endpoint;

import dev.daruma.cluster.site.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * {@code daruma-endpoint-watch.service}: knows at each moment whether this host may hold the
 * endpoint's address, and tells keepalived by a file. keepalived's own checks run once a second at
 * most. Source: keepalived.conf(5), "Track files"; systemd.service(5), systemd.exec(5).
 *
 * @param process name of the server's process, at most 15 characters (proc(5), comm)
 * @param url what the server answers with success while it is ready
 */
public record EndpointCheck(String process, String url) {
  /** Where the script lies. */
  public static final String PATH = "/usr/local/libexec/daruma/watch-endpoint";

  /** Where it looks for the other hosts' servers; each time, so that it need not start anew. */
  public static final String PEERS = PATH + ".peers";

  public static final String UNIT = "daruma-endpoint-watch.service";

  /** 0 while the host may hold the address, else 1. */
  public static final String STATE = "/run/daruma/endpoint-state";

  /**
   * While this file exists, and is younger than half an hour, the check succeeds: {@code kubeadm
   * init} waits for the API under its virtual address before any apiserver is ready.
   */
  public static final String BOOTSTRAP_MARKER = "/run/daruma/endpoint-bootstrap";

  /** The host's own API server. */
  static EndpointCheck ofApiServer(InetAddress own) {
    return new EndpointCheck("kube-apiserver", readiness(own));
  }

  private static String readiness(InetAddress server) {
    String host =
        server instanceof Inet6Address
            ? "[" + server.getHostAddress() + "]"
            : server.getHostAddress();
    return "https://" + host + ":" + Endpoint.API_SERVER_PORT + "/readyz";
  }

  /** The text of {@link #PEERS}: the API servers that could serve in this one's place. */
  static String peers(List<? extends InetAddress> others) {
    return others.stream().map(other -> readiness(other) + "\n").collect(Collectors.joining());
  }

  /** The script, for bash, whose {@code read} waits without another process. */
  public static String script() {
    try (InputStream script =
        Objects.requireNonNull(EndpointCheck.class.getResourceAsStream("watch-endpoint"))) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of {@code /etc/systemd/system/daruma-endpoint-watch.service}. */
  public String unit() {
    return """
    # Written by daruma; changes made here are lost.
    [Unit]
    Description=Watches whether this host may hold the endpoint's address
    Before=keepalived.service
    # However often it fails, it is started again.
    StartLimitIntervalSec=0

    [Service]
    # Counts as started when the folder below is there, which keepalived looks into.
    Type=exec
    RuntimeDirectory=daruma
    RuntimeDirectoryPreserve=yes
    ExecStart=%s %s %s /run/daruma
    # What it last said must not stand when it says no more. One that was killed is back before it matters.
    ExecStopPost=/bin/sh -c 'case $SERVICE_RESULT in signal|core-dump|oom-kill|watchdog) ;; *) echo 1 >%s ;; esac'
    Restart=always
    RestartSec=100ms
    # It reports about every fifteen seconds that it is alive; one that hangs is killed and started again.
    NotifyAccess=all
    WatchdogSec=60
    # Heard even when the host is out of breath.
    Nice=-10

    [Install]
    WantedBy=multi-user.target
    """
        .formatted(PATH, process, url, STATE);
  }
}
