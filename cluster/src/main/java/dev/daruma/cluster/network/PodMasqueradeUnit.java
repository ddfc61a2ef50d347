package dev.daruma.cluster.network;

import dev.daruma.cluster.site.Cidr;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code daruma-pod-masquerade.service}: pods that speak to the world do so under their host's
 * address, and what goes to pods and comes from them is forwarded, whatever a firewall or Docker,
 * which has the kernel forward nothing but its own, say of the rest. Sources:
 * iptables-extensions(8), systemd.service(5); Docker's documentation, "Packet filtering and
 * firewalls".
 *
 * @param pods the pod network of the whole cluster
 * @param known networks, beside the pods', that have routes back to pods and so see their own
 *     addresses: those of the cluster's hosts. A whole subnet only if its router has such routes
 *     too, or a resolver on it could not answer pods.
 */
public record PodMasqueradeUnit(Cidr pods, List<Cidr> known) {
  public static final String NAME = "daruma-pod-masquerade.service";

  public PodMasqueradeUnit {
    known = List.copyOf(known);
  }

  /**
   * Starting it twice leaves the same rules; stopping it leaves none. Reloading it replaces the
   * chain in one go, so that no connection begins without it. Source: iptables-restore(8).
   */
  public String text() {
    return """
    # Written by daruma; changes made here are lost.
    [Unit]
    Description=Pods speak to the world under their host's address
    Before=kubelet.service

    [Service]
    Type=oneshot
    RemainAfterExit=yes
    # A leading minus: that the chain is there already, or the rule is not there yet, is no failure.
    ExecStart=-/usr/sbin/iptables -w -t nat -N DARUMA-PODS
    ExecStart=/usr/sbin/iptables -w -t nat -F DARUMA-PODS
    ExecStart=/usr/sbin/iptables -w -t nat -A DARUMA-PODS -d %1$s -j RETURN
    %2$sExecStart=/usr/sbin/iptables -w -t nat -A DARUMA-PODS -d 224.0.0.0/4 -j RETURN
    ExecStart=/usr/sbin/iptables -w -t nat -A DARUMA-PODS -j MASQUERADE --random-fully
    ExecStart=-/usr/sbin/iptables -w -t nat -D POSTROUTING -s %1$s -j DARUMA-PODS
    ExecStart=/usr/sbin/iptables -w -t nat -A POSTROUTING -s %1$s -j DARUMA-PODS
    %4$sExecReload=/bin/sh -c "printf '%%%%s\\\\n' '*nat' ':DARUMA-PODS - [0:0]' '-A DARUMA-PODS -d %1$s -j RETURN' %3$s'-A DARUMA-PODS -d 224.0.0.0/4 -j RETURN' '-A DARUMA-PODS -j MASQUERADE --random-fully' COMMIT | /usr/sbin/iptables-restore -w --noflush"
    %5$sExecStop=-/usr/sbin/iptables -w -t nat -D POSTROUTING -s %1$s -j DARUMA-PODS
    ExecStop=-/usr/sbin/iptables -w -t nat -F DARUMA-PODS
    ExecStop=-/usr/sbin/iptables -w -t nat -X DARUMA-PODS
    %6$s
    [Install]
    WantedBy=multi-user.target
    """
        .formatted(
            pods,
            known.stream()
                .map(
                    network ->
                        "ExecStart=/usr/sbin/iptables -w -t nat -A DARUMA-PODS -d "
                            + network
                            + " -j RETURN\n")
                .collect(Collectors.joining()),
            known.stream()
                .map(network -> "'-A DARUMA-PODS -d " + network + " -j RETURN' ")
                .collect(Collectors.joining()),
            forwarding("Start", "-D", "-I"),
            forwarding("Reload", "-D", "-I"),
            forwarding("Stop", "-D"));
  }

  /** Takes away what may be there already, and sets it at the head. */
  private String forwarding(String moment, String... deeds) {
    return Stream.of(deeds)
        .flatMap(
            deed ->
                Stream.of("-s", "-d")
                    .map(
                        side ->
                            "Exec%s=%s/usr/sbin/iptables -w %s FORWARD %s %s -j ACCEPT\n"
                                .formatted(moment, deed.equals("-D") ? "-" : "", deed, side, pods)))
        .collect(Collectors.joining());
  }
}
