package dev.daruma.cluster.endpoint;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.shell.Fragment;

/**
 * An API server gets no new connections from a host's HAProxy; those it has go on. Source: HAProxy
 * 2.6 management guide, "set server"; systemd-run(1).
 */
final class Drain {
  private Drain() {}

  /** Until {@link #end}, or for half an hour, when whoever asked for it has died meanwhile. */
  static Fragment begin(HostName apiServer) {
    return Fragment.of(
        """
        %s
        echo %s | socat - UNIX-CONNECT:%s &&
        systemd-run --quiet --collect --on-active=30min --unit=%s sh -c %s""",
        forget(apiServer),
        command(apiServer, "drain"),
        HaproxyConf.SOCKET,
        timer(apiServer),
        Fragment.of(
                "echo %s | socat - UNIX-CONNECT:%s",
                command(apiServer, "ready"), HaproxyConf.SOCKET)
            .text());
  }

  static Fragment end(HostName apiServer) {
    return Fragment.of(
        "%s\necho %s | socat - UNIX-CONNECT:%s",
        forget(apiServer), command(apiServer, "ready"), HaproxyConf.SOCKET);
  }

  private static Fragment forget(HostName apiServer) {
    return Fragment.of("systemctl stop %s 2>/dev/null || :", timer(apiServer) + ".timer");
  }

  private static String timer(HostName apiServer) {
    return "daruma-undrain-" + apiServer;
  }

  private static String command(HostName apiServer, String state) {
    return "set server " + HaproxyConf.BACKEND + "/" + apiServer + " state " + state;
  }
}
