package dev.daruma.cluster.pki;

import dev.daruma.engine.host.HostName;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * The certificates of one control plane: path, signer, subject, purpose.
 *
 * <p>Source: kubeadm 1.20, phases/certs/certlist.go and constants/constants.go.
 */
public enum LeafCertificate {
  API_SERVER("apiserver", "kube-apiserver"),
  API_SERVER_KUBELET_CLIENT("apiserver-kubelet-client", "kube-apiserver-kubelet-client"),
  FRONT_PROXY_CLIENT("front-proxy-client", "front-proxy-client"),
  API_SERVER_ETCD_CLIENT("apiserver-etcd-client", "kube-apiserver-etcd-client"),
  ETCD_SERVER("etcd/server", LeafCertificate.HOST_NAME),
  ETCD_PEER("etcd/peer", LeafCertificate.HOST_NAME),
  ETCD_HEALTHCHECK_CLIENT("etcd/healthcheck-client", "kube-etcd-healthcheck-client");

  private static final String HOST_NAME = "";

  /** Who is in this group may do everything, whatever RBAC says. */
  private static final String MASTERS = "system:masters";

  private final String path;
  private final String commonName;

  LeafCertificate(String path, String commonName) {
    this.path = path;
    this.commonName = commonName;
  }

  /** Under {@code /etc/kubernetes/pki}. */
  public String certificatePath() {
    return path + ".crt";
  }

  /** Under {@code /etc/kubernetes/pki}. */
  public String keyPath() {
    return path + ".key";
  }

  /** The authority that has to have signed it. */
  public Authority authority(Authorities authorities) {
    return switch (this) {
      case API_SERVER, API_SERVER_KUBELET_CLIENT -> authorities.cluster();
      case FRONT_PROXY_CLIENT -> authorities.frontProxy();
      case API_SERVER_ETCD_CLIENT, ETCD_SERVER, ETCD_PEER, ETCD_HEALTHCHECK_CLIENT ->
          authorities.etcd();
    };
  }

  /** Names it must hold on this host; none for what only calls others. */
  public AlternativeNames names(ApiNames api, HostName host, InetAddress address) {
    return switch (this) {
      case API_SERVER -> api.all();
      case ETCD_SERVER, ETCD_PEER -> ApiNames.ofEtcdMember(host, address);
      case API_SERVER_KUBELET_CLIENT,
          FRONT_PROXY_CLIENT,
          API_SERVER_ETCD_CLIENT,
          ETCD_HEALTHCHECK_CLIENT ->
          AlternativeNames.NONE;
    };
  }

  LeafSubject subject(ApiNames api, HostName host, InetAddress address) {
    return this == API_SERVER && api.request().isPresent()
        ? requested(api.request().get())
        : new LeafSubject(subject(host), usages(), names(api, host, address));
  }

  private static LeafSubject requested(ServerRequest request) {
    return new LeafSubject(
        request.subject(),
        Arrays.stream(Usage.values()).filter(request.usages()::contains).toList(),
        request.names());
  }

  private Subject subject(HostName host) {
    Subject subject = Subject.of(commonName.equals(HOST_NAME) ? host.value() : commonName);
    return switch (this) {
      case API_SERVER_KUBELET_CLIENT, API_SERVER_ETCD_CLIENT, ETCD_HEALTHCHECK_CLIENT ->
          subject.with(Subject.Kind.ORGANIZATION, MASTERS);
      case API_SERVER, FRONT_PROXY_CLIENT, ETCD_SERVER, ETCD_PEER -> subject;
    };
  }

  private List<Usage> usages() {
    return switch (this) {
      case API_SERVER ->
          List.of(Usage.DIGITAL_SIGNATURE, Usage.KEY_ENCIPHERMENT, Usage.SERVER_AUTH);
      // An etcd server calls itself through its gateway, as a client: etcd-io/etcd issue 9785.
      case ETCD_SERVER, ETCD_PEER ->
          List.of(
              Usage.DIGITAL_SIGNATURE,
              Usage.KEY_ENCIPHERMENT,
              Usage.SERVER_AUTH,
              Usage.CLIENT_AUTH);
      case API_SERVER_KUBELET_CLIENT,
          FRONT_PROXY_CLIENT,
          API_SERVER_ETCD_CLIENT,
          ETCD_HEALTHCHECK_CLIENT ->
          List.of(Usage.DIGITAL_SIGNATURE, Usage.KEY_ENCIPHERMENT, Usage.CLIENT_AUTH);
    };
  }
}
