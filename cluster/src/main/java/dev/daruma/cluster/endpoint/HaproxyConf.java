package dev.daruma.cluster.endpoint;

import dev.daruma.cluster.site.Endpoint;
import dev.daruma.engine.host.HostName;
import java.net.Inet4Address;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * HAProxy's configuration on one host: TCP connections spread over all API servers that are ready.
 * Why its numbers are what they are: {@code docs/availability.md}. Source: HAProxy 2.6
 * configuration manual.
 *
 * @param port where it listens, on all of the host's addresses
 * @param authority file with the certificate of the cluster's authority, which signed the API
 *     servers' certificates
 * @param apiServers the control planes
 */
public record HaproxyConf(
    int port, String authority, SortedMap<HostName, Inet4Address> apiServers) {
  static final String PATH = "/etc/haproxy/haproxy.cfg";

  /** Answers 200 on the loopback address while some API server is ready. */
  static final int ALIVE_PORT = 8404;

  /** The runtime API, root's alone. */
  static final String SOCKET = "/run/haproxy/admin.sock";

  /** Where a host that is no control plane has the certificate of the cluster's authority. */
  public static final String AUTHORITY = "/etc/haproxy/kubernetes-ca.crt";

  static final String BACKEND = "apiservers";

  public HaproxyConf {
    apiServers = Collections.unmodifiableSortedMap(new TreeMap<>(apiServers));
  }

  /** Whether HAProxy runs and leads somewhere. */
  static EndpointCheck check() {
    return new EndpointCheck("haproxy", "http://127.0.0.1:" + ALIVE_PORT + "/alive");
  }

  /** The text of {@code /etc/haproxy/haproxy.cfg}. */
  public String text() {
    return """
    # Written by daruma; changes made here are lost.
    global
        log /dev/log local0 notice
        user haproxy
        group haproxy
        # Servers are drained here, by root alone. A reload hands its listening sockets on.
        stats socket %s user root group root mode 600 level admin expose-fd listeners
        # A reload leaves connections to the process before it, which watches over no server any more.
        hard-stop-after 30s
        maxconn 4000

    defaults
        mode tcp
        log global
        option tcpka
        # A connection that is refused is tried with another server at once, one that is not taken after
        # this time. The client notices no more than the delay.
        timeout connect 500ms
        retries 3
        option redispatch 1
        # Watches are silent for minutes.
        timeout client 1h
        timeout server 1h
        timeout check 1s

    frontend api
        bind :%d
        # Checks can be wrong about all servers at once, as when this host is out of breath.
        use_backend whichever if { nbsrv(%s) lt 1 }
        default_backend %s

    backend %s
        # Each new connection to the next server. By the fewest connections, all of them would go to the
        # server that has just come back, whose caches are still cold.
        balance roundrobin
        # Readiness, and not a port: an API server without its etcd takes connections, too.
        option httpchk
        http-check send meth GET uri /readyz ver HTTP/1.1 hdr Host kubernetes
        http-check expect status 200
        default-server check check-ssl verify required ca-file %s check-sni kubernetes verifyhost kubernetes inter 1s fastinter 250ms downinter 500ms fall 2 rise 1 on-marked-down shutdown-sessions
    %s
    # Asked while no server is known to be ready: a slow answer is better than none.
    backend whichever
        balance roundrobin
    %s
    # Tells this host's check whether HAProxy lives and leads somewhere.
    frontend alive
        mode http
        bind 127.0.0.1:%d
        timeout client 2s
        monitor-uri /alive
        monitor fail if { nbsrv(%s) lt 1 }
    """
        .formatted(
            SOCKET,
            port,
            BACKEND,
            BACKEND,
            BACKEND,
            authority,
            servers(),
            servers(),
            ALIVE_PORT,
            BACKEND);
  }

  private String servers() {
    return apiServers.entrySet().stream()
        .map(
            each ->
                "    server %s %s:%d\n"
                    .formatted(
                        each.getKey(), each.getValue().getHostAddress(), Endpoint.API_SERVER_PORT))
        .collect(Collectors.joining());
  }
}
