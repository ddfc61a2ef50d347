package dev.daruma.cluster.controlplane;

import dev.daruma.cluster.endpoint.HaproxyConf;
import dev.daruma.cluster.milestone.Milestones;
import dev.daruma.cluster.pki.Authorities;
import dev.daruma.cluster.pki.Pem;
import dev.daruma.cluster.room.ClusterRoom;
import dev.daruma.cluster.site.Host;
import dev.daruma.cluster.site.Site;
import dev.daruma.engine.host.HostName;
import dev.daruma.engine.plan.HostChange;
import dev.daruma.engine.plan.Milestone;
import dev.daruma.engine.plan.Room;
import dev.daruma.engine.plan.Step;
import dev.daruma.engine.plan.Work;
import dev.daruma.engine.resource.HostFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Gives a load balancer the public half of the cluster's authority, and nothing secret. */
record TrustCluster(Site site, Host on, AuthorityStore store, Optional<HostName> holder)
    implements Step {
  @Override
  public HostName host() {
    return on.name();
  }

  @Override
  public Room room() {
    return ClusterRoom.PKI;
  }

  @Override
  public String title() {
    return "trust the cluster";
  }

  @Override
  public Set<Milestone> needs() {
    return Set.of(new Milestones.Prepared(host()));
  }

  @Override
  public Set<Milestone> gives() {
    return Set.of(new Milestones.CertificatesPlaced(host()));
  }

  @Override
  public List<String> explanation() {
    return List.of(HaproxyConf.AUTHORITY + ": the certificate of the cluster's authority");
  }

  @Override
  public void run(Work work) {
    Authorities authorities =
        store.obtain(work, holder, new CertificateSettings(site.kubernetes().certificates()));
    Pem authority = authorities.files().get("ca.crt");
    if (authority == null) {
      throw new IllegalStateException("the authorities have no ca.crt");
    }
    HostChange.makeNow(
        work, this, title(), List.of(HostFile.of(HaproxyConf.AUTHORITY, authority.text())));
  }
}
