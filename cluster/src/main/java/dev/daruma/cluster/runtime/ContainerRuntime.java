package dev.daruma.cluster.runtime;

import dev.daruma.cluster.facts.Facts;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.packages.HostBundle;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.plan.Act;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.resource.HostFile;
import dev.daruma.engine.resource.Resource;
import dev.daruma.engine.resource.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** containerd, configured for Kubernetes and running. */
public final class ContainerRuntime {
  private ContainerRuntime() {}
}
