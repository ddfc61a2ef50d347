package dev.daruma.engine.lock;

import dev.daruma.engine.shell.Fragment;
import java.nio.file.Path;

/**
 * The file that is locked on each host. Source: flock(1), flock(2).
 *
 * @param path in memory, and in a folder that only root writes to: in /run/lock anybody could take
 *     the lock first
 */
record LockFile(Path path) {
  static final LockFile DARUMA = new LockFile(Path.of("/run/daruma.lock"));

  /** What the fragment ends with when somebody else has it; EX_TEMPFAIL of sysexits(3). */
  static final int TAKEN = 75;

  /**
   * Takes the lock, writes down who has it and says so; or says on standard error who has it. Only
   * the shell that holds it has the file open: nothing that runs on the host inherits it.
   */
  Fragment taking(Holder holder) {
    return Fragment.of(
        """
        set -u
        umask 077
        lock=%s
        while :
        do
          exec 9>>"$lock" || exit 1
          flock -n 9 || {
            status=$?
            [ $status -eq 1 ] || exit $status
            # Whoever has it may be about to write who that is.
            for look in 1 2 3 4 5 6 7 8 9 10
            do [ ! -s "$lock" ] || break; sleep 0.05
            done
            cat "$lock" >&2
            exit %s
          }
          # Its last holder may have removed it just before it was locked.
          [ ! "$lock" -ef /proc/self/fd/9 ] || break
        done
        forget() { rm -f "$lock"; }
        trap forget EXIT
        printf %%s %s >"$lock"
        echo locked
        """,
        path, TAKEN, holder.text());
  }
}
