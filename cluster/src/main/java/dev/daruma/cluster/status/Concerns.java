package dev.daruma.cluster.status;

import dev.daruma.cluster.status.EtcdState.Member;
import dev.daruma.engine.host.HostName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What of a status is not well, in the order in which it is shown. */
final class Concerns {
  private Concerns() {}

  static List<String> of(SiteStatus status) {
    List<String> concerns = new ArrayList<>();
    status.hosts().forEach(host -> concerns.addAll(ofHost(host, status.at())));
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

  private static List<String> ofHost(HostState state, Instant now) {
    HostName host = state.host().name();
    List<String> concerns = new ArrayList<>();
    if (state.unread().isPresent()) {
      concerns.add(host + " does not answer");
    }
    if (state.apiReady().isPresent() && !state.apiReady().get()) {
      concerns.add("the API server on " + host + " is not ready");
    }
    if (state.host().isNode()) {
      if (state.node().isEmpty()) {
        concerns.add(host + " is no node that the API knows");
      } else if (!state.node().get().ready()) {
        concerns.add("node " + host + " is not Ready");
      }
    }
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
    String address = status.site().kubernetes().endpoint().address().getHostAddress();
    List<HostName> holders = status.holders();
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
    for (Member member : etcd.members()) {
      if (!member.joined()) {
        concerns.add("etcd has no member on " + member.name());
      } else if (!member.healthy()) {
        concerns.add("etcd's member on " + member.name() + " is not healthy");
      }
      member.alarms().forEach(alarm -> concerns.add("etcd on " + member.name() + ": " + alarm));
    }
    return concerns;
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
