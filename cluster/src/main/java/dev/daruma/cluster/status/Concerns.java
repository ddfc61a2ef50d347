package dev.daruma.cluster.status;

import dev.daruma.cluster.status.EtcdState.Member;
import dev.daruma.engine.host.HostName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What of a status is not well, in the order in which it is shown. */
final class Concerns {
  private Concerns() {}

  static List<String> of(SiteStatus status) {
    List<String> concerns = new ArrayList<>(ofHosts(status));
    status.hosts().forEach(host -> concerns.addAll(ofCertificates(host, status.at())));
    concerns.addAll(ofEndpoint(status));
    status
        .etcd()
        .ifPresentOrElse(
            etcd -> concerns.addAll(ofEtcd(etcd)), () -> concerns.add("no etcd member answers"));
    status
        .authorityExpiry()
        .filter(expiry -> expiry.isLate(status.at()))
        .ifPresent(expiry -> concerns.add("the authority " + ends(expiry, status.at())));
    ofDrift(status.drift(), concerns);
    return concerns;
  }

  private static List<String> ofHosts(SiteStatus status) {
    List<String> concerns = new ArrayList<>();
    add("no answer from ", hosts(status, state -> state.unread().isPresent()), concerns);
    add(
        "the API server is not ready on ",
        hosts(status, state -> !state.apiReady().orElse(true)),
        concerns);
    add(
        "no node that the API knows: ",
        hosts(status, state -> state.host().isNode() && state.node().isEmpty()),
        concerns);
    add(
        "not Ready: ",
        hosts(
            status,
            state -> state.host().isNode() && !state.node().map(NodeState::ready).orElse(true)),
        concerns);
    return concerns;
  }

  private static List<String> hosts(SiteStatus status, Predicate<HostState> chosen) {
    return status.hosts().stream()
        .filter(chosen)
        .map(state -> state.host().name().value())
        .toList();
  }

  private static void add(String what, List<String> where, List<String> concerns) {
    if (!where.isEmpty()) {
      concerns.add(what + String.join(", ", where));
    }
  }

  private static List<String> ofCertificates(HostState state, Instant now) {
    HostName host = state.host().name();
    List<String> concerns = new ArrayList<>();
    state
        .expiry()
        .filter(expiry -> expiry.isLate(now))
        .ifPresent(expiry -> concerns.add("on " + host + " " + ends(expiry, now)));
    state
        .unreadable()
        .forEach(file -> concerns.add("on " + host + " " + file + " holds no certificate"));
    return concerns;
  }

  private static String ends(Expiry expiry, Instant now) {
    long days = expiry.daysLeft(now);
    return expiry.file() + (days < 0 ? " has expired" : " expires in " + days + " days");
  }

  private static List<String> ofEndpoint(SiteStatus status) {
    String address = status.site().kubernetes().endpoint().host();
    List<HostName> holders = status.holders();
    if (status.site().kubernetes().endpoint().virtualAddress().isEmpty()) {
      return List.of();
    }
    if (holders.isEmpty()) {
      return List.of("no host has the endpoint's address " + address);
    }
    return holders.size() == 1
        ? List.of()
        : List.of(
            "%d hosts have the endpoint's address %s: %s"
                .formatted(
                    holders.size(),
                    address,
                    holders.stream().map(HostName::value).collect(Collectors.joining(", "))));
  }

  private static List<String> ofEtcd(EtcdState etcd) {
    List<String> concerns = new ArrayList<>();
    if (etcd.leaders().isEmpty()) {
      concerns.add("etcd has no leader");
    } else if (etcd.leaders().size() > 1) {
      concerns.add("etcd's members know different leaders: " + String.join(", ", etcd.leaders()));
    }
    add("etcd has no member on ", members(etcd, member -> !member.joined()), concerns);
    add(
        "etcd is not healthy on ",
        members(etcd, member -> member.joined() && !member.healthy()),
        concerns);
    etcd.members().stream()
        .flatMap(member -> member.alarms().stream())
        .distinct()
        .forEach(
            alarm ->
                add(
                    "etcd says \"" + alarm + "\" on ",
                    members(etcd, member -> member.alarms().contains(alarm)),
                    concerns));
    return concerns;
  }

  private static List<String> members(EtcdState etcd, Predicate<Member> chosen) {
    return etcd.members().stream().filter(chosen).map(Member::name).toList();
  }

  private static void ofDrift(Drift drift, List<String> concerns) {
    switch (drift) {
      case Drift.Changes(var changes) -> {
        int count = changes.values().stream().mapToInt(Integer::intValue).sum();
        if (count > 0) {
          concerns.add(
              count + (count == 1 ? " thing is" : " things are") + " not as the site file says");
        }
      }
      case Drift.Hindered(var problems) ->
          problems.forEach(
              problem ->
                  concerns.add(
                      problem.host().map(host -> host + ": ").orElse("")
                          + problem.cause().strip().lines().findFirst().orElse("")));
      case Drift.Unknown _ -> concerns.add("drift is not known");
    }
  }
}
