package dev.daruma.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

/** What may befall a host of the lab in the middle of a run, and how it passes. */
enum Fault {
  CABLE_CUT {
    @Override
    void strike(Launcher daruma, String host) {
      turn(daruma, "cut", host);
    }

    @Override
    void pass(Launcher daruma, String host) {
      turn(daruma, "heal", host);
    }
  },

  REBOOT {
    @Override
    void strike(Launcher daruma, String host) {
      turn(daruma, "reboot", host);
    }
  },

  POWER_LOSS {
    @Override
    void strike(Launcher daruma, String host) {
      turn(daruma, "power-off", host);
    }

    @Override
    void pass(Launcher daruma, String host) {
      turn(daruma, "power-on", host);
    }
  },

  FULL_DISK {
    // The lab's hosts share this machine's disk, so they get small ones of their own first.
    @Override
    void prepare(Launcher daruma, String host) {
      onDisks(daruma, host, "mkdir -p $disk && mount -t tmpfs -o size=600m,mode=755 small $disk");
    }

    @Override
    void strike(Launcher daruma, String host) {
      // Most of it at once, so that it hits what has just begun; then what is left.
      onDisks(
          daruma,
          host,
          "fallocate -l $(df --output=avail -B1 $disk | tail -n 1) $disk/filler || true;"
              + " cat /dev/zero >>$disk/filler || true");
    }

    @Override
    void pass(Launcher daruma, String host) {
      onDisks(daruma, host, "rm $disk/filler");
    }

    private void onDisks(Launcher daruma, String host, String command) {
      String each = "for disk in /var/lib/daruma /etc/kubernetes; do " + command + "; done";
      daruma.asRoot(host, "set -e; " + each);
    }
  };

  /** How long a fault lasts when daruma does not end before. */
  static final Duration LASTS = Duration.ofSeconds(20);

  void prepare(Launcher daruma, String host) {}

  abstract void strike(Launcher daruma, String host);

  void pass(Launcher daruma, String host) {}

  private static void turn(Launcher daruma, String turn, String host) {
    Launcher.Answer answer = daruma.run("lab", turn, host);
    assertThat(answer.exitCode()).as(answer.output()).isZero();
  }
}
