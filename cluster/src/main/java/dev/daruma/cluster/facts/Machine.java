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
 * @param cgroups version of the hierarchy, 1 or 2
 * @param machineId source: machine-id(5)
 * @param hardwareAddress MAC address of the interface that holds the host's address; empty when
 *     none does
 * @param hostKey the host's public SSH key in base64, for telling clones
 * @param clock the host's time, in milliseconds since the epoch
 */
public record Machine(
    long memoryKib,
    long freeDiskKib,
    boolean memoryCgroup,
    int cgroups,
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
            while read -r name value unit
            do case $name in MemTotal:) echo "memory $value"; break ;; esac
            done </proc/meminfo
            stat -f -c 'disk %%a %%S' /var/lib
            if [ -f /sys/fs/cgroup/cgroup.controllers ]
            then echo "cgroups 2"
              read -r controllers </sys/fs/cgroup/cgroup.controllers
              case " $controllers " in *" memory "*) echo "memory-cgroup yes" ;; esac
            else
              while read -r name hierarchy number enabled
              do [ "$name $enabled" != "memory 1" ] || echo "memory-cgroup yes"
              done </proc/cgroups
            fi
            read -r id </etc/machine-id && echo "machine-id $id"
            ip -o -4 address show to %s | {
              read -r number interface family address rest || exit 0
              echo "interface $interface ${address#*/}"
              read -r mac <"/sys/class/net/$interface/address" && echo "mac $mac"
            }
            for kind in ed25519 ecdsa rsa
            do [ -f "/etc/ssh/ssh_host_${kind}_key.pub" ] || continue
              read -r type key comment <"/etc/ssh/ssh_host_${kind}_key.pub"
              echo "host-key $key"
              break
            done
            date +'clock %%s%%3N'""",
            address),
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
        freeDiskKib(fields.getOrDefault("disk", none)),
        fields.containsKey("memory-cgroup"),
        fields.containsKey("cgroups") ? 2 : 1,
        second(fields.getOrDefault("machine-id", none)),
        second(fields.getOrDefault("mac", none)),
        second(fields.getOrDefault("interface", none)),
        Integer.parseInt(fields.getOrDefault("interface", none)[2]),
        second(fields.getOrDefault("host-key", none)),
        number(fields.getOrDefault("clock", none)));
  }

  /** Blocks and their size in bytes. Source: statvfs(3), f_bavail. */
  private static long freeDiskKib(String[] fields) {
    return fields.length < 3 ? 0 : number(fields) * Long.parseLong(fields[2]) / 1024;
  }

  private static String second(String[] fields) {
    return fields.length > 1 ? fields[1] : "";
  }

  private static long number(String[] fields) {
    String text = second(fields);
    return text.matches("\\d+") ? Long.parseLong(text) : 0;
  }
}
