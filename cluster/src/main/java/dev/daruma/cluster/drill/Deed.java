package dev.daruma.cluster.drill;

import dev.daruma.cluster.node.Drain;
import dev.daruma.cluster.node.Undrain;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.shell.Fragment;
import java.net.InetAddress;
import java.util.Set;

/** How a drill is done to a host, and what brings the host back. */
public sealed interface Deed {
  /** Its power is taken away, and given back. */
  record Power() implements Deed {}

  /** Its cable is cut, and mended. */
  record Cable() implements Deed {}

  /**
   * Done by a script that ends.
   *
   * @param after what makes sure that the host is as before; may find that it is already
   */
  record Once(Fragment cause, Fragment after) implements Deed {}

  /**
   * Lasts for as long as the script is held, see {@link dev.daruma.engine.shell.Shell#hold}; so it
   * ends with daruma, however that ends.
   */
  record Lasting(Fragment held) implements Deed {}

  /** Takes the host away for a while; it comes back by itself. */
  record Restart(Fragment cause) implements Deed {}

  /** Work that is announced: steps of the site's own life. */
  record Planned(Step act, Step after) implements Deed {}

  /** Every host is rebooted in its turn. */
  record RollingReboot() implements Deed {}

  /** What the drill is on that host. */
  static Deed of(Drill drill, Site site, Host host) {
    Fragment nothing = Fragment.script(":");
    return switch (drill) {
      case POWER_OFF -> new Power();
      case NETWORK_CUT -> new Cable();
      case REBOOT -> new Restart(Fragment.script("systemctl --no-block reboot"));
      case APISERVER_KILL ->
          new Once(
              Fragment.of("%s && kill -KILL \"$process\"", apiServer(host.address())), nothing);
      case APISERVER_STOP ->
          // However the script ends, the trap lets the process go on. The kubelet may have ended
          // it meanwhile, when its liveness probe has failed for long enough.
          new Lasting(
              Fragment.of(
                  "%s && trap 'kill -CONT \"$process\" 2>/dev/null' EXIT && trap 'exit 1' HUP TERM && kill -STOP \"$process\" || exit 4\necho stopped",
                  apiServer(host.address())));
      case KEEPALIVED_KILL ->
          new Once(
              Fragment.script("systemctl kill --kill-who=all --signal=KILL keepalived.service"),
              Fragment.script(
                  "systemctl reset-failed keepalived.service; systemctl start keepalived.service"));
      case ETCD_LEADER_KILL ->
          new Once(
              Fragment.of(
                  "%s && kill -KILL \"$process\"",
                  process("^etcd .*--name=" + host.name().value() + "( |$)")),
              nothing);
      case DRAIN ->
          new Planned(
              new Drain(site, host, Drain.Rules.USUAL, Set.of()),
              new Undrain(site, host, Set.of()));
      case ROLLING_REBOOT -> new RollingReboot();
      case CONTAINERD_RESTART ->
          new Once(
              Fragment.of("systemctl restart %s", host.runtime().kind() + ".service"),
              Fragment.of("systemctl start %s", host.runtime().kind() + ".service"));
    };
  }

  /**
   * kubeadm's static pod names the host's own address, so no API server in a pod is taken for it.
   */
  private static Fragment apiServer(InetAddress address) {
    return process(
        "^kube-apiserver .*--advertise-address="
            + address.getHostAddress().replace(".", "\\.")
            + "( |$)");
  }

  /** The oldest process whose command line is like that; pgrep(1). */
  private static Fragment process(String pattern) {
    return Fragment.of(
        "process=$(pgrep -o -f -- %s) || { echo \"no such process runs\" >&2; exit 4; }; [ -n \"$process\" ]",
        pattern);
  }
}
