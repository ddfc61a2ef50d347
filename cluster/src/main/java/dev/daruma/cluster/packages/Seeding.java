package dev.daruma.cluster.packages;

import dev.daruma.cluster.site.Host;
import dev.daruma.engine.bundle.Manifest.Entry;
import dev.daruma.engine.shell.Fragment;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How one host gives its copy of the bundle to another: by an sshd of its own, for this one
 * receiver and these files, with keys made for it on both sides. Everything lies in memory (/run),
 * and goes when what is held is let go, or daruma has died. Source: sshd_config(5), authorized_keys
 * in sshd(8), systemd-run(1).
 */
record Seeding(Host to, Host from, HostBundle bundle) {
  private static final Pattern PUBLIC_KEY = Pattern.compile("ssh-ed25519 [A-Za-z0-9+/=]+");

  /**
   * The receiver's key, made there; the private half never leaves it.
   *
   * @param folder where it lies on the receiver
   */
  record ReceiverKey(String folder, String publicKey) {
    static ReceiverKey parse(String said) {
      Matcher words =
          Pattern.compile("(/run/daruma/fetch\\.\\w+) (" + PUBLIC_KEY + ")").matcher(said.strip());
      if (!words.matches()) {
        throw new IllegalArgumentException("ssh-keygen made no key: " + said);
      }
      return new ReceiverKey(words.group(1), words.group(2));
    }
  }

  /**
   * Where the giver serves.
   *
   * @param port TCP, on the giver's address in the site
   */
  record Served(int port, String hostKey) {
    static Served parse(String said) {
      Matcher words = Pattern.compile("(\\d{1,5}) (" + PUBLIC_KEY + ")").matcher(said.strip());
      if (!words.matches()) {
        throw new IllegalArgumentException("sshd was not started: " + said);
      }
      return new Served(Integer.parseInt(words.group(1)), words.group(2));
    }
  }

  /** On the receiver: makes a key, says {@link ReceiverKey}, and removes it at the end. */
  Fragment key() {
    return Fragment.script(
        """
        set -eu
        mkdir -p /run/daruma
        umask 077
        key=$(mktemp -d /run/daruma/fetch.XXXXXXXX)
        forget() { rm -rf "$key"; }
        trap forget EXIT
        ssh-keygen -q -t ed25519 -N '' -C '' -f "$key/key"
        printf '%s %s\\n' "$key" "$(cat "$key/key.pub")"
        """);
  }

  /** On the giver: starts the sshd, says {@link Served}, and stops it at the end. */
  Fragment serving(ReceiverKey key) {
    return Fragment.of(
        """
        set -eu
        mkdir -p /run/daruma
        # What a host with a socket-activated sshd may lack.
        [ -d /run/sshd ] || mkdir /run/sshd
        umask 077
        seed=$(mktemp -d /run/daruma/seed.XXXXXXXX)
        unit=daruma-seed-${seed##*.}.service
        forget() { systemctl stop "$unit" >/dev/null 2>&1 || true; rm -rf "$seed"; }
        trap forget EXIT
        ssh-keygen -q -t ed25519 -N '' -C '' -f "$seed/host"
        printf '%%s\\n' %s >"$seed/files"
        printf 'restrict,command="exec tar -cf - -C %%s -T %%s" %%s\\n' %s "$seed/files" %s >"$seed/authorized"
        for port in $(shuf -i 20000-29999 -n 5)
        do
          printf 'ListenAddress %%s\\n' %s >"$seed/config"
          cat >>"$seed/config" <<END
        Port $port
        HostKey $seed/host
        AuthorizedKeysFile $seed/authorized
        PidFile none
        AllowUsers root
        PermitRootLogin forced-commands-only
        AuthenticationMethods publickey
        PasswordAuthentication no
        UsePAM no
        MaxSessions 1
        ClientAliveInterval 5
        ClientAliveCountMax 3
        END
          # All its processes are one control group, which is stopped as a whole. sshd tells systemd when it listens.
          # Without /etc/shadow a root without a password does not count as locked.
          if systemd-run --quiet --collect --unit="$unit" --service-type=notify --property=KillMode=control-group \\
              --property=RuntimeMaxSec=%s --property=InaccessiblePaths=/etc/shadow \\
              /usr/sbin/sshd -D -f "$seed/config" >"$seed/said" 2>&1
          then
            printf '%%s %%s\\n' "$port" "$(cat "$seed/host.pub")"
            break
          fi
        done
        systemctl is-active --quiet "$unit" || { cat "$seed/said" >&2; exit 1; }
        """,
        bundle.entries(to).stream().map(Entry::path).toList(),
        bundle.folder(),
        key.publicKey(),
        from.address().getHostAddress(),
        FetchBundle.LIMIT.plusMinutes(1).toSeconds());
  }

  /** On the receiver: fetches, compares, puts in place. */
  Fragment fetching(ReceiverKey key, Served served) {
    String address = from.address().getHostAddress();
    Fragment receive =
        Fragment.of(
            """
            ssh -F /dev/null -T -p %s -i %s -o IdentitiesOnly=yes -o BatchMode=yes -o StrictHostKeyChecking=yes \\
              -o UserKnownHostsFile=%s -o GlobalKnownHostsFile=/dev/null -o PreferredAuthentications=publickey \\
              -o Ciphers=aes128-gcm@openssh.com -o LogLevel=ERROR -o ConnectTimeout=10 \\
              -o ServerAliveInterval=5 -o ServerAliveCountMax=3 %s </dev/null | tar -xf -""",
            served.port(), key.folder() + "/key", key.folder() + "/known_hosts", "root@" + address);
    return Fragment.of(
        "printf '[%%s]:%%s %%s\\n' %s %s %s >%s &&\n%s",
        address,
        served.port(),
        served.hostKey(),
        key.folder() + "/known_hosts",
        bundle.unpacking(to, receive));
  }
}
