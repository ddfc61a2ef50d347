# The last step of the root image, run by mmdebstrap outside of it with its folder as $1: takes away what hosts must not
# share or inherit. No apt sources: a host of the lab is offline as far as packages go, so a bundle that lacks one shows.
set -eu
rm -f "$1"/etc/ssh/ssh_host_* "$1"/etc/machine-id "$1"/var/lib/dbus/machine-id "$1"/etc/resolv.conf
rm -rf "$1"/etc/apt/sources.list "$1"/etc/apt/sources.list.d/* "$1"/etc/apt/apt.conf.d/99mmdebstrap
rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/*.bin "$1"/var/log/*.log "$1"/var/log/apt/*
# The name an installer would have left; daruma gives hosts their own.
echo debian >"$1"/etc/hostname
printf '127.0.0.1\tlocalhost\n127.0.1.1\tdebian\n::1\tlocalhost ip6-localhost ip6-loopback\n' >"$1"/etc/hosts
