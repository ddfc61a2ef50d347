package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.controlplane.kubeadm.KubeadmConfiguration;
import dev.daruma.cluster.facts.KubeadmRun;
import dev.daruma.cluster.release.KubeadmApi;
import dev.daruma.cluster.release.Release;
import dev.daruma.cluster.runtime.RuntimeSocket;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.observe.Observed;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.plan.Work.Seen;
import dev.daruma.engine.shell.Fragment;
import java.time.Duration;
import java.util.List;

/**
 * A run of kubeadm on a host, as a transient systemd unit: it survives the end of daruma and of its
 * connection, so that nothing is cut in the middle of changing etcd's membership, and the next run
 * of daruma can wait for it.
 *
 * <p>Source: systemd-run(1).
 */
public final class KubeadmExecution {
  private static final String UNIT = "daruma-kubeadm";
  private static final String LOG = "/var/log/daruma/kubeadm.log";
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * etcd asks for 100 MiB of scratch space in kubeadm 1.20 and needs none. A kubelet that has just
   * started believes for some seconds that it has none to give, rejects the pod, and never looks at
   * it again; the cluster, already told of the new member, then has no quorum. Source: kubeadm
   * reference, customising components with patches; seen as "no set of running pods found to
   * reclaim resources: [(res: ephemeral-storage ...)]". Later versions do not ask
   * (kubernetes/kubernetes 102673), and a strategic merge takes away what is not there without
   * complaint.
   */
  private static final String NO_SCRATCH_SPACE =
      """
      {"spec": {"containers": [{"name": "etcd", "resources": {"requests": {"ephemeral-storage": null}}}]}}
      """;

  private final Work work;
  private final HostName host;

  /**
   * For whatever starts an etcd: {@code init} and the join of a control plane. From v1beta3 on the
   * configuration says it, and the flag may not be given beside it.
   */
  static List<String> patches(Release release) {
    return release.kubeadmApi() == KubeadmApi.V1BETA2
        ? List.of("--experimental-patches", KubeadmConfiguration.PATCHES)
        : List.of();
  }

  public KubeadmExecution(Work work, Step step) {
    this.work = work;
    this.host = step.host();
  }

  /**
   * Waits for a run that an earlier daruma started, and says how far kubeadm has come on the host.
   */
  public KubeadmRun settled() {
    Fragment running = Fragment.of("systemctl -q is-active %s", UNIT);
    if (work.shell(host).run(running, LIMIT).succeeded()) {
      work.until(
          "the kubeadm run that is still going on has ended",
          LIMIT,
          () ->
              work.shell(host).run(running, LIMIT).succeeded()
                  ? Seen.notYet("it still runs")
                  : Seen.met(true));
    }
    return Observed.read(work.shell(host), List.of(KubeadmRun.PROBE)).get(KubeadmRun.PROBE);
  }

  /**
   * Runs kubeadm with a configuration, which may hold a token: it goes to memory only, readable by
   * root, and away with the run.
   *
   * @param verb {@code "init"} or {@code "join"}
   * @param flags further flags of kubeadm's
   * @param afterwards run by the unit itself when kubeadm has ended, whatever came of it
   */
  public void run(String verb, List<String> flags, String configuration, Fragment afterwards) {
    Fragment unit =
        Fragment.of(
            """
            kubeadm %s --config /run/daruma/kubeadm.yaml %s
            status=$?
            rm -f /run/daruma/kubeadm.yaml
            [ $status -ne 0 ] || { touch %s; sync %s; }
            %s
            exit $status
            """,
            verb, flags, KubeadmRun.FOLDER + "/done", KubeadmRun.FOLDER + "/done", afterwards);
    Fragment script =
        Fragment.of(
            """
            mkdir -p /run/daruma %s /var/log/daruma %s && touch %s && sync %s &&
            printf %%s %s >%s &&
            (umask 077; printf %%s %s >/run/daruma/kubeadm.yaml) &&
            echo "--- kubeadm %s" >>%s && size=$(stat -c %%s %s) &&
            systemd-run --quiet --collect --wait --unit %s -p StandardOutput=append:%s -p StandardError=append:%s -p Environment=HOME=/root -p Environment=PATH="$PATH" sh -c %s
            status=$?
            [ $status -eq 0 ] || tail -c "+$((size + 1))" %s | tail -n 40 >&2
            exit $status""",
            KubeadmConfiguration.PATCHES,
            KubeadmRun.FOLDER,
            KubeadmRun.FOLDER + "/started",
            KubeadmRun.FOLDER + "/started",
            NO_SCRATCH_SPACE,
            KubeadmConfiguration.PATCHES + "/etcd0+strategic.json",
            configuration,
            Fragment.script(verb),
            LOG,
            LOG,
            UNIT,
            LOG,
            LOG,
            unit.text(),
            LOG);
    work.run(
        host,
        "kubeadm " + verb,
        "the whole story is in "
            + LOG
            + " on the host; mend its cause, then run apply again, which undoes the half-done run first",
        script,
        LIMIT);
  }

  /**
   * Takes back whatever kubeadm has done on the host; that it was started there is kept. Its folder
   * may be a mount of its own, so that it is emptied and not removed.
   */
  public void reset() {
    work.run(
        host,
        "undo the interrupted kubeadm run",
        "see " + LOG + " on the host, then run apply again",
        Fragment.of(
            """
            mkdir -p /var/log/daruma
            rm -f /run/daruma/kubeadm.yaml
            %s
            # kubeadm empties the kubelet's folder, of which this is not its own.
            mkdir -p /run/daruma && mv /var/lib/kubelet/config.json /run/daruma/ 2>/dev/null
            kubeadm reset --force --cri-socket "$socket" >>%s 2>&1 || { tail -n 20 %s >&2; exit 1; }
            [ ! -f /run/daruma/config.json ] || { mkdir -p /var/lib/kubelet && mv /run/daruma/config.json /var/lib/kubelet/; } || exit 1
            [ ! -d /etc/kubernetes ] || find /etc/kubernetes -mindepth 1 -delete || exit 1
            rm -rf /var/lib/etcd/member /etc/cni/net.d/10-daruma.conflist /etc/cni/net.d/10-calico.conflist /etc/cni/net.d/calico-kubeconfig /etc/cni/net.d/10-flannel.conflist /etc/cni/net.d/05-cilium.conflist""",
            RuntimeSocket.present(), LOG, LOG),
        LIMIT);
  }

  /** Forgets that kubeadm ever ran, once nothing is left of it. */
  public void forget() {
    work.run(
        host,
        "forget the interrupted kubeadm run",
        "run apply again",
        Fragment.of("rm -rf %s", KubeadmRun.FOLDER),
        LIMIT);
  }
}
