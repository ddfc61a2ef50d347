package dev.daruma.cluster.drill;

import dev.daruma.engine.shell.Fragment;
import java.net.InetAddress;

/**
 * Scripts that watch something on a host while they are held, and write what they see to files in
 * {@value #FOLDER}: on the disk, as the connection may be cut and the host may reboot meanwhile.
 *
 * <p>Needs bash, whose clock has microseconds without a process for each line, and curl 7.84 or
 * later, which keeps a pace by itself.
 */
public final class Watch {
  private static final String FOLDER = "/var/lib/daruma/drill";
  private static final String ADDRESSES = FOLDER + "/addresses";
  private static final String LEADERS = FOLDER + "/leaders";

  private Watch() {}

  /** Takes away what an earlier drill has left. */
  public static Fragment clear() {
    return Fragment.of("rm -rf %s", FOLDER);
  }

  /**
   * On a control plane: each change of the endpoint's address, by netlink, and etcd's leader five
   * times a second as the host's own member knows it. Goes on in the same files. What netlink tells
   * has no time of its own: it is that at which it was read, so whoever reads it goes first, in
   * real time where the kernel grants it: else a host out of breath seems to keep an address for
   * longer than it does.
   */
  public static Fragment controlPlane(InetAddress endpoint) {
    return Fragment.of(
        """
        mkdir -p %s && cd / || exit 1
        export TZ=UTC0
        address() { echo "$1 $(date +%%FT%%T.%%6N) $([ -n "$(ip -o -4 address show to %s)" ] && echo held || echo free)" >>%s; }
        trap 'kill -- -"$monitor" -"$leader" 2>/dev/null; address end' EXIT
        trap 'exit 1' HUP TERM
        ahead='chrt --rr 20'
        $ahead true 2>/dev/null || ahead='nice -n -10'
        setsid $ahead ip -o -ts monitor address >>%s 2>/dev/null &
        monitor=$!
        setsid sh -c %s >>%s 2>/dev/null &
        leader=$!
        address start
        echo watching""",
        FOLDER, endpoint.getHostAddress(), ADDRESSES, ADDRESSES, LEADER, LEADERS);
  }

  // The fragment after # is not sent; it makes curl ask again, over the same connection. Body and
  // line end go out unbuffered, so that each line has the time at which it came.
  private static final String LEADER =
      """
      cd /etc/kubernetes/pki/etcd && curl -sN --rate 5/s --max-time 1 --cacert ca.crt --cert healthcheck-client.crt --key healthcheck-client.key -X POST -d '{}' -w '%{stderr}\\n' 'https://127.0.0.1:2379/v3/maintenance/status#[1-1000000]' 2>&1 |
        bash -c 'while IFS= read -r line; do printf "%s %s\\n" "$EPOCHREALTIME" "$line"; done'""";

  /**
   * On a node: asks a pod and a service from inside the network of a pod of that node, ten times a
   * second each, over new connections; a look that takes longer than 100 ms is a failed one. The
   * networks are where containerd and Docker keep them.
   */
  public static Fragment pods(String from, String pod, String service) {
    return Fragment.of(
        """
        mkdir -p %s && cd / || exit 1
        network=
        for each in /run/netns/* /run/docker/netns/*; do
          if nsenter --net="$each" ip -o -4 address show 2>/dev/null | grep -qF %s; then network=$each; fi
        done
        [ -n "$network" ] || { echo "no network of a pod has the address" >&2; exit 5; }
        trap 'kill -- -"$pods" -"$service" 2>/dev/null' EXIT
        trap 'exit 1' HUP TERM
        setsid nsenter --net="$network" sh -c %s sh %s >>%s 2>/dev/null &
        pods=$!
        setsid nsenter --net="$network" sh -c %s sh %s >>%s 2>/dev/null &
        service=$!
        echo watching""",
        FOLDER,
        " " + from + "/",
        POD,
        "http://" + pod + "/hostname",
        file(Asked.PODS),
        POD,
        "http://" + service + "/hostname",
        file(Asked.SERVICE));
  }

  private static final String POD =
      """
      curl -s -o /dev/null -H 'Connection: close' --rate 10/s --connect-timeout 0.1 --max-time 0.1 -w '%{stderr}%{http_code} %{time_total}\\n' "$1#[1-1000000]" 2>&1 |
        bash -c 'while IFS= read -r line; do printf "%s %s\\n" "$EPOCHREALTIME" "$line"; done'""";

  private static String file(Asked asked) {
    return FOLDER + "/" + asked.word();
  }

  /** What was seen of the endpoint's address, for {@link AddressLog}. */
  public static Fragment readAddresses() {
    return Fragment.of("cat %s 2>/dev/null || :", ADDRESSES);
  }

  /** What was seen of etcd's leader, for {@link LeaderLog}. */
  public static Fragment readLeaders() {
    return Fragment.of("cat %s 2>/dev/null || :", LEADERS);
  }

  /** What was asked from inside a pod, for {@link PodLog}. */
  public static Fragment readPods(Asked asked) {
    return Fragment.of("cat %s 2>/dev/null || :", file(asked));
  }
}
