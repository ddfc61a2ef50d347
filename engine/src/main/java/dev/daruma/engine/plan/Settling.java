package dev.daruma.engine.plan;

import dev.daruma.engine.shell.Fragment;
import java.time.Duration;

/**
 * What must hold on a host again before a change to it counts as done, and the next host may be
 * changed.
 *
 * @param condition as a person says it: {@code "the API server on one is ready"}
 * @param check succeeds when it holds
 * @param limit how long that may take; longer means that the change has failed
 */
public record Settling(String condition, Fragment check, Duration limit) {}
