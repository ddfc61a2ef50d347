package dev.daruma.engine.ssh;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.host.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An SSH server to be logged in to: a host, or the one that is gone through to reach it.
 *
 * @param host whom the way leads to, for messages
 * @param limit for connecting
 */
record Endpoint(
    HostName host,
    String address,
    int port,
    String user,
    List<Path> identities,
    Target.HostKeys hostKeys,
    Duration limit,
    boolean isJump) {

  static Endpoint of(Target target) {
    return new Endpoint(
        target.name(),
        target.address(),
        target.port(),
        target.user(),
        target.identities(),
        target.hostKeys(),
        target.connectTimeout(),
        false);
  }

  static Endpoint of(Target target, Target.Jump jump) {
    return new Endpoint(
        target.name(),
        jump.address(),
        jump.port(),
        jump.user(),
        target.identities(),
        jump.hostKeys(),
        target.connectTimeout(),
        true);
  }

  /**
   * The limit for logging in, once connected. Exchanging keys is the processor's work: a board that
   * is busy takes its time, where a dead one would not even have connected.
   */
  Duration loginLimit() {
    return limit.multipliedBy(3);
  }

  /** Such as {@code 192.168.3.11 port 22}, for a person. */
  String place() {
    return (isJump ? "the jump host " : "") + address + " port " + port;
  }

  /** What is being done, for a person. */
  String act() {
    return isJump ? "connect to the jump host" : "connect";
  }
}
