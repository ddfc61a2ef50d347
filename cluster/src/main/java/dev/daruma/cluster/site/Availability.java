package dev.daruma.cluster.site;

import java.time.Duration;

/**
 * For how long the API may be away at its endpoint, for somebody who asks over a new connection:
 * what drills are judged by. That two hosts never hold the endpoint's address at once is no
 * setting.
 *
 * @param powerOffMedian when a host without power held the address, in the median of several times
 * @param powerOff the same, at worst
 * @param apiserverKill when the API server of the host with the address was killed
 * @param apiserverStop when that hangs without having ended
 * @param planned when the address was moved away beforehand
 */
public record Availability(
    Duration powerOffMedian,
    Duration powerOff,
    Duration apiserverKill,
    Duration apiserverStop,
    Duration planned) {}
