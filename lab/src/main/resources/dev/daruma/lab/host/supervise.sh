#!/bin/sh
# Keeps one host of a lab running: lays its disk over the root image, boots it, sets its network from outside, boots it
# again when it reboots. Ends when the host is switched off from inside. Runs detached, in a mount namespace of its own,
# so that its mounts end with it. Needs, from the environment: HOST_FOLDER IMAGE LAYER MACHINE BRIDGE ADDRESS GATEWAY
# CGROUP SHARE, where ADDRESS carries its prefix length, CGROUP is relative to each cgroup hierarchy, and SHARE is how
# much of the processors it gets against a host of share 1.
set -u

# Whoever switches it on may be ahead of everybody, as a prober is; the host is not.
chrt --other -p 0 $$

say() { echo "$(date +%T) $*"; }

# Into the given child of the host's cgroup, in every hierarchy (one on cgroup v2, many on v1).
enter() {
  for procs in /sys/fs/cgroup/"$CGROUP/$1"/cgroup.procs /sys/fs/cgroup/*/"$CGROUP/$1"/cgroup.procs; do
    [ ! -e "$procs" ] || echo 0 >"$procs" || exit 1
  done
}

catching_up=
stop_catching_up() { [ -z "$catching_up" ] || kill "$catching_up" 2>/dev/null; }
trap stop_catching_up EXIT

# All hosts of a lab share this machine's processors, of which a start takes a lot. Hosts of a site have their own and
# are not disturbed by each other's start: so one that starts has a quarter of its own weight for a while.
catch_up() {
  stop_catching_up
  for weight in /sys/fs/cgroup/"$CGROUP"/cpu.weight /sys/fs/cgroup/*/"$CGROUP"/cpu.shares; do
    case $weight in
      *.shares) usual=$((SHARE * 1024)) ;;
      *) usual=$((SHARE * 100)) ;;
    esac
    [ ! -e "$weight" ] || break
  done
  [ -e "$weight" ] || return 0
  echo $((usual / 4)) >"$weight"
  # A program of its own: it goes on when this one is killed, and does not pass for it.
  sh -c 'trap "kill \$!; exit" TERM; sleep 60 & wait $!; echo "$1" >"$2"' catching-up "$usual" "$weight" &
  catching_up=$!
}

# A reboot empties a machine's cgroups, but those below the host's own stay, and a kubelet waits for each container that
# one of them is named after.
forget_groups() {
  find /sys/fs/cgroup/"$CGROUP/machine" /sys/fs/cgroup/*/"$CGROUP/machine" -mindepth 1 -depth -type d \
    -exec rmdir {} + 2>/dev/null
}

# In the group that the guest puts its services into (guest-setup.sh).
limit_services() {
  for machine in /sys/fs/cgroup/*/"$CGROUP/machine"; do
    [ -e "$machine/cpu.cfs_quota_us" ] && read -r period quota <"$HOST_FOLDER/services-limit" || continue
    mkdir -p "$machine/init.scope"
    echo "$period" >"$machine/init.scope/cpu.cfs_period_us"
    echo "$quota" >"$machine/init.scope/cpu.cfs_quota_us"
  done 2>/dev/null
}

# The guest's first process: the child of nspawn that is number 1 in its own PID namespace.
leader_of() {
  for child in $(cat "/proc/$1/task/$1/children" 2>/dev/null); do
    ! grep -qE '^NSpid:.*[[:space:]]1$' "/proc/$child/status" 2>/dev/null || { echo "$child"; return; }
  done
}

in_guest() { nsenter --target "$leader" --net "$@"; }

# systemd-networkd in a guest waits for udev, which does not run there: so the network is set from here.
set_network() {
  leader=
  while [ -z "$leader" ] || ! in_guest ip link show host0 >/dev/null 2>&1; do
    [ -d "/proc/$1" ] || return 1
    sleep 0.05
    leader=$(leader_of "$1")
  done
  in_guest ip address replace "$ADDRESS" dev host0
  in_guest ip link set host0 up
  in_guest ip route replace default via "$GATEWAY"
  # A cut cable stays cut across a reboot.
  [ ! -e "$HOST_FOLDER/cut" ] || ip link set "vb-$MACHINE" down
  say "leader $leader has $ADDRESS"
}

boot() {
  (
    enter machine
    export SYSTEMD_NSPAWN_API_VFS_WRITABLE=1 SYSTEMD_NSPAWN_USE_CGNS=1
    set -- --quiet --directory="$HOST_FOLDER/root" --machine="$MACHINE" --boot --register=no --keep-unit \
      --network-bridge="$BRIDGE" --capability=all --system-call-filter=@known --resolv-conf=off --timezone=off \
      --link-journal=no --hostname=debian --bind=/dev/kmsg
    [ ! -e /dev/fuse ] || set -- "$@" --bind=/dev/fuse
    # overlayfs refuses an overlay as its upper layer: plain folders for containers' layers, and for what is big.
    for folder in "$HOST_FOLDER"/disk/*; do
      set -- "$@" --bind="$folder:/var/lib/${folder##*/}"
    done
    exec systemd-nspawn "$@"
  ) </dev/null >>"$HOST_FOLDER/console.log" 2>&1 &
  nspawn=$!
}

enter supervisor
# A host whose supervisor was killed runs on: take it over instead of booting it a second time.
for running in ${ADOPT:-}; do
  say "takes over nspawn $running"
  while [ -d "/proc/$running" ]; do sleep 0.5; done
done

# All hosts of a lab share one file system, where whoever syncs waits for what all the others have written: an etcd for
# another host's image. Hosts of a site have disks of their own, and a power cut of the lab loses no page cache: so what is
# on the overlay is not synced ("volatile"). The kernel refuses to mount such a one again until its mark is gone.
# Source: "Volatile mount" in the kernel's Documentation/filesystems/overlayfs.rst.
rm -rf "$HOST_FOLDER/work/work/incompat"
mount -t overlay "daruma-lab" \
  -o "lowerdir=$LAYER:$IMAGE,upperdir=$HOST_FOLDER/upper,workdir=$HOST_FOLDER/work,volatile" "$HOST_FOLDER/root" || exit 1

while :; do
  say "boots"
  catch_up
  limit_services
  boot
  set_network "$nspawn" || say "ended before it had a network"
  wait "$nspawn"
  status=$?
  say "nspawn ended with status $status"
  # 133 is nspawn's word for "the guest asked for a reboot".
  [ "$status" -eq 133 ] || exit "$status"
  forget_groups
done
