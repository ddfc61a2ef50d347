package dev.daruma.cluster.node;

import dev.daruma.cluster.site.Endpoint;
import dev.daruma.cluster.site.Host;
import dev.daruma.engine.shell.Fragment;

/**
 * Requests to a control plane's own API server, made by curl on that host with the certificate that
 * kubeadm gave the API server for its kubelets, which has the administrator's rights: kubectl takes
 * longer to start than the request does. Source: Kubernetes API reference; kubeadm 1.20, {@code
 * apiserver-kubelet-client}.
 *
 * <p>Each fragment prints the answer's body and succeeds for an answer of success.
 */
public final class KubernetesApi {
  /**
   * {@code --fail} would hide the body, which says why. What etcd could not take because it was
   * choosing a leader is asked again for some seconds: each of these requests may be made twice.
   */
  private static final Fragment REQUEST =
      Fragment.script(
          """
          request() {
            for turn in 1 2 3 4 5
            do
              answer=$(curl -sS --noproxy '*' --max-time 30 --cacert /etc/kubernetes/pki/ca.crt --cert /etc/kubernetes/pki/apiserver-kubelet-client.crt --key /etc/kubernetes/pki/apiserver-kubelet-client.key -w '\\n%{http_code}' "$@") || return 1
              status=$(printf %s "$answer" | tail -n 1)
              case $status$answer in 5*'"etcdserver: '*) sleep 1 ;; *) break ;; esac
            done
            printf '%s\\n' "${answer%?"$status"}"
            case $status in 2??) ;; *) return 1 ;; esac
          }
          """);

  private final String server;

  public KubernetesApi(Host controlPlane) {
    // Where a load balancer stands before it, the endpoint's port is another one.
    this.server =
        "https://" + controlPlane.address().getHostAddress() + ":" + Endpoint.API_SERVER_PORT;
  }

  /**
   * @param path with its query, such as {@code /api/v1/nodes/one}
   */
  public Fragment get(String path) {
    return Fragment.of("%s\nrequest %s", REQUEST, server + path);
  }

  Fragment post(String path, String json) {
    return with("POST", "application/json", path, json);
  }

  /** A merge patch (RFC 7396): what is named is set, what is null is taken away. */
  Fragment patch(String path, String json) {
    return with("PATCH", "application/merge-patch+json", path, json);
  }

  /** Deletes at once, without grace; that there is nothing is no failure. */
  Fragment deleteIfThere(String path) {
    return Fragment.of(
        "{\n%s\n} || case $answer in *404) true ;; *) false ;; esac",
        with("DELETE", "application/json", path, "{\"gracePeriodSeconds\": 0}"));
  }

  private Fragment with(String method, String type, String path, String json) {
    return Fragment.of(
        "%s\nrequest -X %s -H %s --data-binary %s %s",
        REQUEST, method, "Content-Type: " + type, json, server + path);
  }
}
