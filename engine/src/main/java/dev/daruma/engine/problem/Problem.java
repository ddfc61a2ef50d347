package dev.daruma.engine.problem;

import dev.daruma.engine.host.HostName;
import java.util.Optional;

/**
 * Something that stands in the way, told in full.
 *
 * @param code what kind it is, for programs
 * @param host where, if it is one host's
 * @param act what was being done, such as {@code "join control plane"}
 * @param cause what came back
 * @param remedy what to do about it
 * @param passing what may pass by itself, so that trying again makes sense; empty for everything
 *     that stays as it is until somebody mends it
 */
public record Problem(
    Code code,
    Optional<HostName> host,
    String act,
    String cause,
    String remedy,
    Optional<Passing> passing) {

  /** A problem that stays. */
  public Problem(Code code, Optional<HostName> host, String act, String cause, String remedy) {
    this(code, host, act, cause, remedy, Optional.empty());
  }

  /** The same problem, which may pass by itself. */
  public Problem mayPass(Passing passing) {
    return new Problem(code, host, act, cause, remedy, Optional.of(passing));
  }

  /** The same problem, with more said of its cause. */
  public Problem withCause(String cause) {
    return new Problem(code, host, act, cause, remedy, passing);
  }

  /** Kinds of problems. */
  public enum Code {
    UNREACHABLE,
    LOGIN_REFUSED,
    HOST_KEY_UNKNOWN,
    HOST_KEY_CHANGED,
    SUDO_REFUSED,
    CONNECTION_LOST,
    TIMED_OUT,
    COMMAND_FAILED,
    DISK_FULL,
    PACKAGE_FAILED,
    PORT_TAKEN,
    ADDRESS_TAKEN,
    PREFLIGHT,
    BUNDLE_BROKEN,
    SITE_INVALID,
    USAGE,
    JOURNAL,
    REFUSED,
    CONFLICT,
    LAB,
    INTERNAL
  }

  public static Problem of(Code code, HostName host, String act, String cause, String remedy) {
    return new Problem(code, Optional.of(host), act, cause, remedy);
  }

  public static Problem of(Code code, String act, String cause, String remedy) {
    return new Problem(code, Optional.empty(), act, cause, remedy);
  }

  /** One line for each: where and what, the cause, the remedy. */
  public String text() {
    return host.map(name -> name + ": ").orElse("")
        + act
        + " failed\n  cause: "
        + cause.strip().replace("\n", "\n         ")
        + "\n  remedy: "
        + remedy;
  }
}
