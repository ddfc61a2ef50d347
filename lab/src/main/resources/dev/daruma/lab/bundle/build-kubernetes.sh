#!/bin/sh
# Builds the Kubernetes binaries out of Debian's source package.
#
# usage: build-kubernetes.sh WORK VERSION OUT PROGRAMS TARGET...
#   WORK      a folder of this script's own; kept between runs, so that an interrupted build goes on
#   VERSION   the version that the binaries shall report, without the leading v
#   OUT       where the finished binaries are put, by rename, after all of them were built
#   PROGRAMS  a folder with Go programs of our own, put beside those in cmd/ of the Kubernetes tree
#   TARGET    Go packages of the tree, such as cmd/kubeadm
# APT_CONFIG names the configuration by which apt-get finds the sources.
set -eu
work=$1 version=$2 out=$3 programs=$4
shift 4

mkdir -p "$work"
cd "$work"

if [ ! -d tree ]; then
  echo "fetching the source package"
  apt-get -q source --download-only kubernetes
  rm -rf tree.partial
  # No check of the signature: apt-get has compared the checksums with those of the signed index.
  dpkg-source --no-check -x kubernetes_*.dsc tree.partial
  mv tree.partial tree
fi

# Go 1.18 and later need reflect2 1.0.2: the vendored one makes kubeadm panic in json-iterator.
reflect2=/usr/share/gocode/src/github.com/modern-go/reflect2
vendored=tree/vendor/github.com/modern-go/reflect2
if ! cmp -s "$reflect2/reflect2.go" "$vendored/reflect2.go"; then
  rm -f "$vendored"/*.go "$vendored"/*.s
  cp "$reflect2"/*.go "$vendored"/
  for assembly in "$reflect2"/*.s; do
    [ -f "$assembly" ] && cp "$assembly" "$vendored"/
  done
fi

rsync --archive --checksum "$programs"/ tree/cmd/

cd tree
# A build that died half way leaves an empty generator behind, which make then takes for finished.
find _output -type f -empty -name '*-gen' -delete 2>/dev/null || true
find _output -type f -path '*/bin/*' ! -perm -u+x -delete 2>/dev/null || true

minor=${version#*.}
# With -v each package is named when it was compiled: that is what progress is counted by. The tag is one that is set
# anyway: hack/lib/golang.sh takes all of GOFLAGS for a tag if there is none.
GOFLAGS='-v -mod=vendor -tags=notest'
GO111MODULE=on
# What runs in an image of nothing else must be static.
KUBE_STATIC_OVERRIDES='agnhost daruma-crictl daruma-dns'
KUBE_GIT_VERSION=v$version
KUBE_GIT_TREE_STATE=clean
KUBE_GIT_COMMIT=0000000000000000000000000000000000000000
KUBE_GIT_MAJOR=${version%%.*}
KUBE_GIT_MINOR=${minor%%.*}
SOURCE_DATE_EPOCH=1610000000
export GOFLAGS GO111MODULE KUBE_STATIC_OVERRIDES SOURCE_DATE_EPOCH
export KUBE_GIT_VERSION KUBE_GIT_TREE_STATE KUBE_GIT_COMMIT KUBE_GIT_MAJOR KUBE_GIT_MINOR

echo "building $*"
make all WHAT="$*"

rm -rf "$out.partial"
mkdir -p "$out.partial"
for target in "$@"; do
  cp "_output/local/bin/linux/$(go env GOARCH)/${target##*/}" "$out.partial/"
done
gcc -Os -Wall -static -DVERSION=3.2 -o "$out.partial/pause" build/pause/linux/pause.c
strip "$out.partial/pause"
rm -rf "$out"
mv "$out.partial" "$out"
echo "built $out"
