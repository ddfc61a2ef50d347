package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.Role;
import dev.daruma.cluster.site.Taint;
import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Dictionary;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
import java.net.Inet4Address;
import java.util.List;
import java.util.Map;

/** The keys of a host. */
final class HostKeys {
  private HostKeys() {}

  static final Field<Inet4Address> ADDRESS =
      Field.required(
          "address", Addresses.HOST, "IPv4 address at which the other hosts and SSH reach it.");
  static final Field<List<Placed<Role>>> ROLES =
      Field.defaulting(
          "roles",
          Listing.ofSome(
              Choice.of("role", Role.values())
                  .synonyms(
                      Map.of(
                          "master", "control-plane",
                          "server", "control-plane",
                          "node", "worker",
                          "agent", "worker",
                          "lb", "load-balancer"))),
          "[worker]",
          "What it does. A control plane that is a worker as well carries no taint. This version"
              + " builds control planes, workers and load-balancers.");
  static final Field<Dictionary.Content<String, String>> LABELS =
      Field.defaulting(
          "labels", new Dictionary<>(Marks.KEY, Marks.VALUE), "{}", "Labels of the node.");

  static final Field<String> TAINT_KEY = Field.required("key", Marks.KEY, "The taint's key.");
  static final Field<String> TAINT_VALUE =
      Field.defaulting("value", Marks.VALUE, "\"\"", "The taint's value; may be empty.");
  static final Field<String> TAINT_EFFECT =
      Field.required("effect", Marks.EFFECT, "What becomes of pods that do not tolerate it.");
  static final Field<Taint> TAINT_WORD =
      Field.optional("taint", Marks.TAINT_WORD, "The taint as kubectl writes it.");
  static final Field<List<Placed<Values>>> TAINTS =
      Field.defaulting(
          "taints",
          Listing.of(
              Section.of("storage=gluster:NoSchedule", TAINT_KEY, TAINT_VALUE, TAINT_EFFECT)
                  .shortFor(TAINT_WORD)),
          "[]",
          "Taints of the node, as KEY=VALUE:EFFECT or as mappings.");
  static final Field<Values> RUNTIME =
      Field.optional(
          "runtime",
          RuntimeKeys.OF_HOST,
          "What runs its containers, where it is not what the site's others have; a lone word is"
              + " its kind.");
  static final Field<String> HOST_KEY =
      Field.optional(
          "hostKey",
          References.FINGERPRINT,
          "Pinned fingerprint of its SSH host key, SHA256:...; knownHosts is not asked then.");
  static final Field<Values> SSH =
      Field.optional("ssh", SshKeys.SECTION, "What is different from the site's ssh, key by key.");

  static final Section SECTION =
      Section.of("{address: 192.168.3.11}", ADDRESS, ROLES, LABELS, TAINTS, RUNTIME, HOST_KEY, SSH);
}
