package dev.daruma.app.demo;

import dev.daruma.app.demo.PowerLoss.Measured;
import dev.daruma.app.show.ChangeCount;
import dev.daruma.app.show.RunTimes;
import dev.daruma.app.show.Seconds;
import dev.daruma.cluster.site.Site;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the demonstration has shown, and what to do with the cluster it leaves. */
record DemoSummary(Site site, Path file, Path kubeconfig, Optional<String> namespace) {

  List<String> lines(Duration preparing, RunTimes times, int changes, Measured measured) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("preparation (packages, bundle, lab)  " + Seconds.of(preparing));
    lines.addAll(times.table());
    lines.add("");
    lines.add(
        "site %s: %s made, control planes: %d, workers: %d, verified"
            .formatted(
                site.name(),
                ChangeCount.text(changes),
                site.controlPlanes().size(),
                site.workers().size()));
    lines.add(
        "power loss of %s, which held the endpoint %s: the API was away for %d ms"
            .formatted(
                measured.host(),
                site.kubernetes().endpoint().host(),
                measured.outage().length().toMillis()));
    lines.add("");
    lines.add("The cluster is left running.");
    lines.add("  use it:      " + inLab("kubectl --kubeconfig " + kubeconfig + " get nodes"));
    lines.add("  look at it:  ./daruma status -f " + file);
    lines.add("               ./daruma lab ssh -f " + file + " " + measured.host());
    lines.add("  play:        ./daruma lab power-off -f " + file + " " + measured.host());
    lines.add("  remove it:   ./daruma lab down -f " + file);
    return lines;
  }

  private String inLab(String command) {
    return namespace.isPresent()
        ? "./daruma lab exec -f " + file + " -- " + command
        : "KUBECONFIG=" + kubeconfig + " kubectl get nodes";
  }
}
