#!/bin/sh
# Runs inside a guest before basic.target: makes it look like a machine of its own to kubelet and the container runtime.
# nspawn mounts the cgroup v1 controllers read-only; without "bind" the remount answers "mount point is busy".
for controller in /sys/fs/cgroup/*/; do
  mount -o remount,bind,rw "$controller" 2>/dev/null
done
# Pods' volumes need mount propagation, as on any host whose first process is systemd.
mount --make-rshared /
# The index of modules.builtin, which the lab has written: with it modprobe knows what the kernel has built in.
[ -e "/lib/modules/$(uname -r)/modules.builtin.bin" ] || depmod
