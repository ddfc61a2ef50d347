package dev.daruma.cluster.drill;

import dev.daruma.cluster.controlplane.EtcdMembers;
import dev.daruma.cluster.controlplane.LivingControlPlane;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How one host is: asked before a drill, to see what it would be done to, and after it, to see
 * whether all is as before.
 *
 * @param boot changes with each boot: the kernel's boot id, and when process 1 was started, which
 *     differs where a host has no kernel of its own; random(4), boot_id; proc(5), stat, starttime
 * @param controlPlane what is asked of control planes alone
 */
public record HostCondition(
    HostName host, String boot, boolean kubelet, Optional<ControlPlane> controlPlane) {

  /**
   * A control plane's part.
   *
   * @param api whether its own API server is ready
   * @param etcd whether its etcd member is healthy, which takes a quorum
   * @param member the id of its etcd member; empty where that does not answer
   * @param leader the id of the member that leads, as far as its own one knows
   * @param holder whether it has the endpoint's address
   */
  public record ControlPlane(
      boolean api, boolean etcd, String member, String leader, boolean holder) {}

  /** What to ask the host, one output each, for {@link #of}. */
  public static List<Fragment> questions(Site site, Host host) {
    Fragment boot =
        Fragment.script(
            "cat /proc/sys/kernel/random/boot_id && "
                + "sed 's/^.*) //' /proc/1/stat | cut -d ' ' -f 20");
    // The kubelet's own port for this; kubelet(8), --healthz-port.
    Fragment kubelet =
        Fragment.script("curl -fsS --max-time 3 -o /dev/null http://127.0.0.1:10248/healthz");
    if (!site.controlPlanes().contains(host)) {
      return List.of(boot, kubelet);
    }
    return List.of(
        boot,
        kubelet,
        LivingControlPlane.isReady(site, host),
        EtcdMembers.health(),
        EtcdMembers.status(),
        Fragment.of("ip -o -4 address show to %s", site.kubernetes().endpoint().host()));
  }

  /** The host's condition by its answers to {@link #questions}. */
  public static HostCondition of(Host host, List<Output> answers) {
    return new HostCondition(
        host.name(),
        answers.getFirst().stdout().strip(),
        answers.get(1).succeeded(),
        answers.size() < 3 ? Optional.empty() : Optional.of(controlPlane(answers)));
  }

  private static ControlPlane controlPlane(List<Output> answers) {
    String member = "";
    String leader = "";
    try {
      JsonNode status = JsonMapper.shared().readTree(answers.get(4).stdout());
      member = status.path("header").path("member_id").asString("");
      leader = status.path("leader").asString("");
    } catch (JacksonException silent) {
      // A member that starts does not answer.
    }
    return new ControlPlane(
        answers.get(2).succeeded(),
        answers.get(3).stdout().contains("\"true\""),
        member,
        leader,
        !answers.get(5).stdout().isBlank());
  }

  public boolean holdsAddress() {
    return controlPlane.map(ControlPlane::holder).orElse(false);
  }

  /** Whether its etcd member leads. */
  public boolean leads() {
    return controlPlane
        .map(part -> !part.member().isEmpty() && part.member().equals(part.leader()))
        .orElse(false);
  }

  /** What is wrong with it; empty when it is well. */
  public Optional<String> obstacle() {
    if (!kubelet) {
      return Optional.of("its kubelet is not healthy");
    }
    if (controlPlane.map(part -> !part.etcd()).orElse(false)) {
      return Optional.of("its etcd member is not healthy");
    }
    if (controlPlane.map(part -> !part.api()).orElse(false)) {
      return Optional.of("its API server is not ready");
    }
    return Optional.empty();
  }
}
