package dev.daruma.cluster.facts;

import dev.daruma.engine.observe.Probe;
import dev.daruma.engine.shell.Fragment;
import dev.daruma.engine.shell.Output;
import java.util.HashMap;
import java.util.Map;

/**
 * What the host is and has.
 *
 * @param memoryKib total memory; source: proc(5), /proc/meminfo
 * @param freeDiskKib free space where images and etcd will live, {@code /var/lib}
 * @param memoryCgroup whether processes' memory can be limited; Raspberry Pis need {@code
 *     cgroup_enable=memory} on the kernel's command line. Source: proc(5), cgroups(7)
 * @param machineId source: machine-id(5)
 * @param hardwareAddress MAC address of the interface that holds the host's address; empty when
 *     none does
 * @param hostKey SHA-256 of the host's SSH key, for telling clones
 * @param clock the host's time, in milliseconds since the epoch
 */
public record Machine(
    long memoryKib,
    long freeDiskKib,
    boolean memoryCgroup,
    String machineId,
    String hardwareAddress,
    String networkInterface,
    int prefixLength,
    String hostKey,
    long clock) {
  /**
   * @param address the host's own address in the site
   */
  public static Probe<Machine> probe(String address) {
    return Probe.of(
        "machine",
        Fragment.of(
            """
            echo "memory $(awk '/^MemTotal:/ {print $2}' /proc/meminfo)"
            echo "disk $(df -Pk /var/lib | awk 'NR == 2 {print $4}')"
            if [ -f /sys/fs/cgroup/cgroup.controllers ]
            then grep -qw memory /sys/fs/cgroup/cgroup.controllers && echo "memory-cgroup yes"
            else awk '$1 == "memory" && $4 == 1 {print "memory-cgroup yes"}' /proc/cgroups
            fi
            echo "machine-id $(cat /etc/machine-id)"
            ip -o -4 address show | awk -v own=%s '{split($4, part, "/"); if (part[1] == own) print "interface", $2, part[2]}'
            interface=$(ip -o -4 address show | awk -v own=%s '{split($4, part, "/"); if (part[1] == own) print $2}' | head -n 1)
            [ -z "$interface" ] || echo "mac $(cat "/sys/class/net/$interface/address")"
            for key in ed25519 ecdsa rsa
            do [ -f "/etc/ssh/ssh_host_${key}_key.pub" ] && { echo "host-key $(cut -d' ' -f2 "/etc/ssh/ssh_host_${key}_key.pub" | sha256sum | cut -c1-64)"; break; }
            done
            echo "clock $(date +%%s%%3N)\"""",
            address, address),
        Machine::parse);
  }

  static Machine parse(Output output) {
    Map<String, String[]> fields = new HashMap<>();
    output
        .stdout()
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .forEach(each -> fields.put(each[0], each));
    String[] none = {"", "", "0"};
    return new Machine(
        number(fields.getOrDefault("memory", none)),
        number(fields.getOrDefault("disk", none)),
        fields.containsKey("memory-cgroup"),
        second(fields.getOrDefault("machine-id", none)),
        second(fields.getOrDefault("mac", none)),
        second(fields.getOrDefault("interface", none)),
        Integer.parseInt(fields.getOrDefault("interface", none)[2]),
        second(fields.getOrDefault("host-key", none)),
        number(fields.getOrDefault("clock", none)));
  }

  private static String second(String[] fields) {
    return fields.length > 1 ? fields[1] : "";
  }

  private static long number(String[] fields) {
    String text = second(fields);
    return text.matches("\\d+") ? Long.parseLong(text) : 0;
  }
}
