package dev.daruma.engine.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.daruma.engine.host.HostName;
import dev.daruma.engine.problem.Passing;
import dev.daruma.engine.problem.Problem;
import dev.daruma.engine.problem.Problem.Code;
import dev.daruma.engine.shell.Output;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What failed commands said, as recorded from Debian 12, and what is made of it. */
class FaultsTest {
  static Stream<Arguments> onlyLocksHeldBySomebodyElsePassByThemselves() {
    return Stream.of(
        arguments(
            "apt-get update, lists locked",
            """
            Reading package lists...
            E: Could not get lock /var/lib/apt/lists/lock. It is held by process 812 (apt-get)
            N: Be aware that removing the lock file is not a solution and may break your system.
            E: Unable to lock directory /var/lib/apt/lists/""",
            Code.PACKAGE_FAILED,
            true),
        arguments(
            "apt-get install, unattended upgrades for longer than the time-out",
            """
            Waiting for cache lock: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 734 (unattended-upgr)...
            E: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 734 (unattended-upgr)
            N: Be aware that removing the lock file is not a solution and may break your system.
            E: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), is another process using it?""",
            Code.PACKAGE_FAILED,
            true),
        arguments(
            "dpkg --configure -a while apt works",
            """
            dpkg: error: dpkg frontend lock was locked by another process with pid 734
            Note: removing the lock file is always wrong, can damage the locked area
            and the entire system. See <https://wiki.debian.org/Teams/Dpkg/FAQ#db-lock>.""",
            Code.PACKAGE_FAILED,
            true),
        arguments(
            "dpkg of Debian 10",
            "dpkg: error: dpkg frontend is locked by another process",
            Code.PACKAGE_FAILED,
            true),
        arguments(
            "waited for a lock and got it, then a broken package",
            """
            Waiting for cache lock: Could not get lock /var/lib/dpkg/lock-frontend. It is held by process 734 (unattended-upgr)...
            E: Sub-process /usr/bin/dpkg returned an error code (1)""",
            Code.PACKAGE_FAILED,
            false),
        arguments(
            "no right to lock",
            "E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)",
            Code.PACKAGE_FAILED,
            false),
        arguments(
            "a package that is nowhere",
            "E: Unable to locate package kubeadm",
            Code.PACKAGE_FAILED,
            false),
        arguments(
            "a wrong checksum",
            "E: Failed to fetch file:/x/kubelet.deb  Hash Sum mismatch",
            Code.PACKAGE_FAILED,
            false),
        arguments(
            "a package that cannot be configured",
            "dpkg: error processing package keepalived (--configure):",
            Code.PACKAGE_FAILED,
            false),
        arguments(
            "a full disk", "cat: write error: No space left on device", Code.DISK_FULL, false),
        arguments(
            "a full disk while a lock is held",
            """
            E: Could not get lock /var/lib/apt/lists/lock. It is held by process 812 (apt-get)
            E: Write error - write (28: No space left on device)""",
            Code.DISK_FULL,
            false),
        arguments("a checksum", "images/pause.tar: FAILED", Code.COMMAND_FAILED, false),
        arguments("any other script", "mount: wrong fs type", Code.COMMAND_FAILED, false));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void onlyLocksHeldBySomebodyElsePassByThemselves(
      String name, String said, Code code, boolean passes) {
    Problem problem =
        Faults.of(
            new HostName("one"), "install packages", new Output(100, "", said), Optional.empty());
    assertThat(problem.code()).isEqualTo(code);
    assertThat(problem.passing())
        .isEqualTo(passes ? Optional.of(Passing.PACKAGES_LOCKED) : Optional.empty());
  }
}
