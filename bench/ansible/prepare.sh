# The floor of host preparation: what a bare host gets, as one plain script.
set -eu
echo "$NAME" >/etc/hostname
hostname "$NAME"
printf '%s\n' "$SITE_HOSTS" >>/etc/hosts
printf 'overlay\nbr_netfilter\n' >/etc/modules-load.d/kubernetes.conf
modprobe -a overlay br_netfilter
for setting in net.bridge.bridge-nf-call-ip6tables net.bridge.bridge-nf-call-iptables net.ipv4.ip_forward net.ipv4.ip_nonlocal_bind; do
  echo "$setting = 1"
done >/etc/sysctl.d/kubernetes.conf
sysctl -q -p /etc/sysctl.d/kubernetes.conf
swapoff -a
sed -i -E 's/^([^#[:space:]][^[:space:]]*[[:space:]]+[^[:space:]]+[[:space:]]+swap[[:space:]].*)$/#\1/' /etc/fstab
