package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records options in the cluster for hosts that join later, before any host gets them: so a run
 * that is cut off in between is found by the hosts that still differ, and does this again.
 */
record RecordOptions(Site site) implements Step {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public HostName host() {
    return site.controlPlanes().getFirst().name();
  }

  @Override
  public Room room() {
    return ClusterRoom.CONTROLPLANE;
  }

  @Override
  public String title() {
    return "record recovery options";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(new Milestones.ApiAnswers());
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.OptionsRecorded());
  }

  @Override
  public List<String> explanation() {
    return List.of("in the ConfigMaps of kubeadm, for hosts that join later");
  }

  @Override
  public void run(Work work) {
    RecoverySettings recovery = new RecoverySettings(site.recovery());
    Host living = LivingControlPlane.find(work, site);
    change(
        work,
        living,
        "kubeadm-config",
        "ClusterConfiguration",
        text -> RecordedOptions.with(text, recovery));
    change(
        work,
        living,
        site.kubernetes().release().kubeletConfigMap(),
        "kubelet",
        text -> KubeletConfig.with(text, recovery.heartbeat()));
  }

  private void change(
      Work work, Host living, String name, String key, UnaryOperator<String> difference) {
    String before =
        asked(work, living, name, List.of("--output", "jsonpath={.data." + key + "}"), "get");
    String after = difference.apply(before);
    if (!after.equals(before)) {
      String patch = JsonMapper.shared().writeValueAsString(Map.of("data", Map.of(key, after)));
      String _ = asked(work, living, name, List.of("--type", "merge", "--patch", patch), "patch");
    }
  }

  private String asked(Work work, Host living, String name, List<String> rest, String verb) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(verb, "configmap", name, "--namespace", "kube-system"));
    arguments.addAll(rest);
    return work.run(
            living.name(),
            verb + " ConfigMap " + name,
            "see that the API answers and that the ConfigMap is there, then run apply again",
            LivingControlPlane.kubectl(site, living, arguments),
            LIMIT)
        .stdout();
  }
}
