package dev.daruma.cluster.site.file;

import dev.daruma.cluster.site.shape.Choice;
import dev.daruma.cluster.site.shape.Dictionary;
import dev.daruma.cluster.site.shape.Field;
import dev.daruma.cluster.site.shape.Listing;
import dev.daruma.cluster.site.shape.Placed;
import dev.daruma.cluster.site.shape.Section;
import dev.daruma.cluster.site.shape.Values;
import dev.daruma.engine.host.HostName;
import java.util.List;

/** The keys of the site file: what its decoder, its JSON Schema and its documentation come from. */
final class SiteKeys {
  private SiteKeys() {}

  static final Field<String> API_VERSION =
      Field.required(
          "apiVersion", Choice.of("apiVersion", "daruma.dev/v1alpha1"), "Version of this format.");
  static final Field<String> KIND =
      Field.required("kind", Choice.of("kind", "Site"), "Kind of this file.");
  static final Field<String> NAME =
      Field.required(
          "name",
          Names.SITE,
          "Name of the site: lower-case letters, digits and hyphens, at most 63.");
  static final Field<Values> SSH =
      Field.defaulting("ssh", SshKeys.SECTION, "{}", "How the hosts are reached.");
  static final Field<Dictionary.Content<HostName, Values>> HOSTS =
      Field.required(
          "hosts",
          new Dictionary<>(Names.HOST, HostKeys.SECTION),
          "The hosts by name; the name becomes the host's own and its node's.");
  static final Field<Values> KUBERNETES =
      Field.required("kubernetes", KubernetesKeys.SECTION, "The cluster that the hosts form.");

  static final Field<Values> PACKAGES =
      Field.defaulting(
          "packages",
          PackageKeys.SECTION,
          "upstream",
          "Where Kubernetes' packages and images come from.");

  static final Field<Values> PROXY =
      Field.optional(
          "proxy",
          ProxyKeys.SECTION,
          "By which apt and the container runtime reach what lies outside of the hosts' networks.");

  static final Field<Integer> ROLLING_WORKERS =
      Field.defaulting(
          "workers",
          Amounts.SHARE,
          "25%",
          "Share of the workers, 1% to 100%, rounded down, but one worker at least.");
  static final Field<Values> ROLLING =
      Field.defaulting(
          "rolling",
          Section.of("{workers: 25%}", ROLLING_WORKERS),
          "{}",
          "How many living nodes may be interrupted at once; control planes go one by one.");
  static final Field<Values> AVAILABILITY =
      Field.defaulting(
          "availability",
          AvailabilityKeys.SECTION,
          "{}",
          "What the site is expected to survive, and how well.");
  static final Field<Values> RECOVERY =
      Field.defaulting(
          "recovery",
          RecoveryKeys.SECTION,
          "{}",
          "How soon work on a node that died runs elsewhere, and what that costs: see recovery.md.");
  static final Field<List<Placed<Values>>> VIRTUAL_ADDRESSES =
      Field.defaulting(
          "virtualAddresses",
          Listing.of(VirtualAddressKeys.SECTION),
          "[]",
          "Addresses that groups of hosts hold by turns, beside the endpoint's.");
  static final Field<?> BACKUP = Field.later("backup", "When and whereto backups are made.");

  static final Section SECTION =
      Section.of(
          "apiVersion: daruma.dev/v1alpha1",
          API_VERSION,
          KIND,
          NAME,
          SSH,
          HOSTS,
          KUBERNETES,
          PACKAGES,
          PROXY,
          ROLLING,
          AVAILABILITY,
          RECOVERY,
          VIRTUAL_ADDRESSES,
          BACKUP);
}
