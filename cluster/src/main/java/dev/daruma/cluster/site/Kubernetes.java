package dev.daruma.cluster.site;

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
    Certificates certificates) {}
