# The floor: what is read of a host of a finished site, as one plain script. It is told the host's name, its role, the
# checksums of its files (FILES, lines of sha256sum), and the names of packages and units.
set -eu
[ "$(cat /proc/sys/kernel/hostname)" = "$NAME" ]
cat /etc/os-release /proc/meminfo /etc/machine-id /etc/ssh/ssh_host_ed25519_key.pub /proc/cgroups
dpkg --print-architecture
df -Pk /var/lib
ip -o -4 address show
date +%s%3N
echo "$FILES" | sha256sum --quiet -c
stat -c '%a %U:%G %Y %n' $PATHS
cat $PATHS
for module in overlay br_netfilter; do [ -d "/sys/module/$module" ] || grep -q "/$module.ko" "/lib/modules/$(uname -r)/modules.builtin"; done
cat /proc/swaps
[ "$(sysctl -n net.bridge.bridge-nf-call-ip6tables net.bridge.bridge-nf-call-iptables net.ipv4.ip_forward net.ipv4.ip_nonlocal_bind | sort -u)" = 1 ]
dpkg-query -W -f='${Package} ${Version} ${db:Status-Want} ${db:Status-Status}\n' $PACKAGES
systemctl show -p Id,UnitFileState,ActiveState,NeedDaemonReload,ActiveEnterTimestamp $UNITS
ctr -n k8s.io images ls -q
ls /var/lib/daruma/kubeadm /etc/kubernetes/kubelet.conf
if [ "$ROLE" = control-plane ]; then
  cd /etc/kubernetes/pki
  ls ./*.key etcd/*.key
  cat ./*.crt ./*.pub etcd/*.crt
  curl -fsS --cacert ca.crt "https://$ADDRESS:6443/readyz" >/dev/null
  kubectl --kubeconfig /etc/kubernetes/admin.conf get nodes -o json
fi
