package dev.daruma.cluster.network;

import dev.daruma.cluster.site.Cidr;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code /etc/cni/net.d/10-daruma.conflist}: pods of a host on one bridge. Sources: the reference
 * plugins {@code bridge}, {@code host-local} and {@code portmap}.
 *
 * <p>The bridge masquerades nothing: pods see each other's own addresses. Hairpin lets a pod reach
 * itself through a service.
 *
 * @param ownPods the node's part of the pod network
 */
public record CniConflist(Cidr ownPods) {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public String text() {
    return JSON.writeValueAsString(
            ordered("cniVersion", "0.4.0", "name", "pods", "plugins", List.of(bridge(), portmap())))
        + "\n";
  }

  private Map<String, Object> bridge() {
    return ordered(
        "type", "bridge",
        "bridge", "cni0",
        "isGateway", true,
        "ipMasq", false,
        "hairpinMode", true,
        "promiscMode", false,
        "ipam",
            ordered(
                "type", "host-local",
                "ranges", List.of(List.of(ordered("subnet", ownPods.toString()))),
                "routes", List.of(ordered("dst", "0.0.0.0/0"))));
  }

  private static Map<String, Object> portmap() {
    return ordered("type", "portmap", "capabilities", ordered("portMappings", true));
  }

  private static Map<String, Object> ordered(Object... namesAndValues) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int index = 0; index < namesAndValues.length; index += 2) {
      object.put((String) namesAndValues[index], namesAndValues[index + 1]);
    }
    return object;
  }
}
