package dev.daruma.cluster.life;

import java.time.Duration;

/**
 * Something that others will notice while a plan is carried out.
 *
 * @param at expected time since the beginning of the run
 * @param what happens, and where
 * @param meaning what that is to those who use the cluster; never empty
 */
public record Disruption(Duration at, String what, String meaning) {}
