#!/bin/sh
# Runs inside a guest before basic.target: makes it look like a machine of its own to kubelet and the container runtime.
# nspawn mounts the cgroup v1 controllers read-only; without "bind" the remount answers "mount point is busy".
for controller in /sys/fs/cgroup/*/; do
  mount -o remount,bind,rw "$controller" 2>/dev/null
done
# systemd has found them read-only and leaves them alone: each thread of its services would weigh half as much as all pods
# of the host together, API server and etcd among them. On a host that systemd shares out, all services together weigh
# less than the pods. kubelet and runc know the group by systemd's own name for it, and make theirs beside it.
for controller in cpu cpuacct memory; do
  whole=/sys/fs/cgroup/$controller
  # Whoever boots it may have made one before.
  [ -d "$whole" ] && mkdir -p "$whole/init.scope" 2>/dev/null || continue
  # Where the kernel shares real time among groups, a new one has none.
  cat "$whole/cpu.rt_runtime_us" >"$whole/init.scope/cpu.rt_runtime_us" 2>/dev/null
  while read -r process; do
    echo "$process" >"$whole/init.scope/cgroup.procs"
  done <"$whole/cgroup.procs" 2>/dev/null
done
# Pods' volumes need mount propagation, as on any host whose first process is systemd.
mount --make-rshared /
# The index of modules.builtin, which the lab has written: with it modprobe knows what the kernel has built in.
[ -e "/lib/modules/$(uname -r)/modules.builtin.bin" ] || depmod
