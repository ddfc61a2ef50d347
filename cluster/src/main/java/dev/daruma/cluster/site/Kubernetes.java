package dev.daruma.cluster.site;

import dev.daruma.cluster.release.Release;
import dev.daruma.cluster.release.Releases;

/**
 * The cluster that the site's hosts form.
 *
 * @param podCidr the pods' addresses, cut into one /24 per node
 * @param serviceCidr the services' addresses, /12 to /28
 * @param clusterDomain the DNS domain of services, {@code cluster.local} by default
 */
public record Kubernetes(
    Version version,
    Endpoint endpoint,
    Runtime runtime,
    Cidr podCidr,
    Cidr serviceCidr,
    String clusterDomain,
    Network network,
    Etcd etcd,
    Certificates certificates) {

  /** What is known of its minor release; of the newest known one where it is newer than that. */
  public Release release() {
    return Releases.nearest(version.major(), version.minor());
  }
}
