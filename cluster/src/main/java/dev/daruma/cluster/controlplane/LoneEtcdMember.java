package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.site.Host;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;

/**
 * Makes an etcd member the only one of its cluster, with all its data: it is started once with
 * {@code --force-new-cluster}, and once more without. Source: etcd documentation, "disaster
 * recovery" and "configuration flags".
 *
 * <p>It runs as a transient unit of the host, so that the flag does not stay behind when daruma is
 * killed: it would make the member forget the others at each start. After a power cut in between,
 * the flag is found by the next run ({@link #isForced}).
 */
final class LoneEtcdMember {
  static final String MANIFEST = "/etc/kubernetes/manifests/etcd.yaml";

  private static final String UNIT = "daruma-etcd-alone";
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration MOMENT = Duration.ofSeconds(10);

  private LoneEtcdMember() {}

  /** Succeeds when an earlier run was cut off while the flag was set. */
  static Fragment isForced() {
    return Fragment.of("grep -q -e --force-new-cluster %s", MANIFEST);
  }

  static void of(Work work, Host host) {
    Fragment running = Fragment.of("systemctl -q is-active %s", UNIT);
    work.until(
        "no earlier run does the same on " + host.name(),
        LIMIT,
        () ->
            work.shell(host.name()).run(running, MOMENT).succeeded()
                ? Seen.notYet("it still runs")
                : Seen.met(true));
    work.run(
        host.name(),
        "make the etcd member on " + host.name() + " the only one",
        "see the log of etcd on the host (crictl logs), then run apply again",
        Fragment.of(
            "systemd-run --quiet --collect --wait --pipe --unit %s sh -c %s",
            UNIT,
            Fragment.of(
                    """
                    set -eu
                    manifest=%s
                    fresh=/etc/kubernetes/etcd.yaml.daruma
                    replace() { chmod 600 "$fresh"; sync "$fresh"; mv -f "$fresh" "$manifest"; }
                    is_forced() {
                      for process in $(pgrep -x etcd)
                      do tr '\\0' '\\n' <"/proc/$process/cmdline" | grep -q -x -e --force-new-cluster && return 0
                      done
                      return 1
                    }
                    is_healthy() { %s >/dev/null 2>&1; }
                    forced_is_healthy() { is_forced && is_healthy; }
                    plain_is_healthy() { pgrep -x etcd >/dev/null && ! is_forced && is_healthy; }
                    await() {
                      end=$(($(date +%%s) + 120))
                      until "$1"
                      do
                        [ "$(date +%%s)" -lt "$end" ] || { echo "waited 120 s: $1" >&2; exit 1; }
                        sleep 0.3
                      done
                    }
                    grep -q -e --force-new-cluster "$manifest" || {
                      sed 's/^\\( *\\)- etcd$/&\\n\\1- --force-new-cluster/' "$manifest" >"$fresh"
                      grep -q -e --force-new-cluster "$fresh"
                      replace
                    }
                    await forced_is_healthy
                    sed '/--force-new-cluster$/d' "$manifest" >"$fresh"
                    replace
                    await plain_is_healthy""",
                    MANIFEST, EtcdMembers.health())
                .text()),
        LIMIT);
  }
}
