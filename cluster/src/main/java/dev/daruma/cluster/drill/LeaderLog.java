package dev.daruma.cluster.drill;

import dev.daruma.engine.host.HostName;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What etcd's members said of their leader, as {@link Watch#controlPlane} writes it: a time and the
 * answer of {@code /v3/maintenance/status}. Source: etcd 3.4, rpc.proto, StatusResponse.
 */
public final class LeaderLog {
  private LeaderLog() {}

  /**
   * Since when who led.
   *
   * @param leader empty while a member of a new term knew of none
   * @param term raft's, larger after each election
   */
  public record Leadership(Instant from, Optional<HostName> leader, long term) {}

  private record Sample(Instant at, String leader, long term) {}

  /**
   * The leaders in the order of time. A member that has not heard of a new term yet is not
   * believed.
   *
   * @param texts of each control plane
   */
  public static List<Leadership> leaders(Map<HostName, String> texts) {
    Map<String, HostName> members = new HashMap<>();
    List<Sample> samples = new ArrayList<>();
    texts.forEach(
        (host, text) ->
            text.lines().forEach(line -> sample(line, host, members).ifPresent(samples::add)));
    samples.sort(Comparator.comparing(Sample::at));
    List<Leadership> leaders = new ArrayList<>();
    for (Sample sample : samples) {
      Optional<HostName> leader = Optional.ofNullable(members.get(sample.leader()));
      if (leaders.isEmpty()
          || sample.term() > leaders.getLast().term()
          || (sample.term() == leaders.getLast().term()
              && leader.isPresent()
              && leaders.getLast().leader().isEmpty())) {
        leaders.add(new Leadership(sample.at(), leader, sample.term()));
      }
    }
    return leaders;
  }

  private static Optional<Sample> sample(
      String line, HostName host, Map<String, HostName> members) {
    String[] parts = line.split(" ", 2);
    if (parts.length < 2 || !parts[1].startsWith("{")) {
      return Optional.empty();
    }
    try {
      JsonNode status = JsonMapper.shared().readTree(parts[1]);
      JsonNode header = status.path("header");
      if (!header.has("member_id")) {
        return Optional.empty();
      }
      members.put(header.path("member_id").asString(), host);
      return Optional.of(
          new Sample(
              time(parts[0]),
              status.path("leader").asString("0"),
              Long.parseLong(header.path("raft_term").asString("0"))));
    } catch (JacksonException | NumberFormatException cutOff) {
      return Optional.empty();
    }
  }

  /**
   * Seconds since 1970 with a fraction, as bash's EPOCHREALTIME has it.
   *
   * @throws NumberFormatException when it is none
   */
  public static Instant time(String text) {
    long micros = new BigDecimal(text).movePointRight(6).longValue();
    return Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1000);
  }
}
