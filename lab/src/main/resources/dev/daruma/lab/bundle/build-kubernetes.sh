#!/bin/sh
# Builds the Kubernetes binaries out of Debian's source package.
#
# usage: build-kubernetes.sh WORK VERSION OUT TARGET...
#   WORK     a folder of this script's own; kept between runs, so that an interrupted build goes on
#   VERSION  the version that the binaries shall report, without the leading v
#   OUT      where the finished binaries are put, by rename, after all of them were built
#   TARGET   Go packages of the Kubernetes tree, such as cmd/kubeadm
set -eu
work=$1 version=$2 out=$3
shift 3

mkdir -p "$work"
cd "$work"

if [ ! -d tree ]; then
  echo "fetching the source package"
  mkdir -p apt/lists/partial
  : >apt/sources.list
  for list in /etc/apt/sources.list.d/debian.sources; do
    [ -f "$list" ] && sed 's/^Types: .*/Types: deb-src/' "$list" >apt/debian.sources
  done
  [ -f /etc/apt/sources.list ] && sed -n 's/^deb /deb-src /p' /etc/apt/sources.list >apt/sources.list
  set_apt="-o Dir::Etc::sourcelist=$work/apt/sources.list -o Dir::Etc::sourceparts=$work/apt -o Dir::State::lists=$work/apt/lists -o APT::Sandbox::User=root"
  apt-get $set_apt -q update
  apt-get $set_apt -q source --download-only kubernetes
  rm -rf tree.partial
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

cd tree
# A build that died half way leaves an empty generator behind, which make then takes for finished.
find _output -type f -empty -name '*-gen' -delete 2>/dev/null || true
find _output -type f -path '*/bin/*' ! -perm -u+x -delete 2>/dev/null || true

minor=${version#*.}
GOFLAGS=-mod=vendor
GO111MODULE=on
KUBE_GIT_VERSION=v$version
KUBE_GIT_TREE_STATE=clean
KUBE_GIT_COMMIT=0000000000000000000000000000000000000000
KUBE_GIT_MAJOR=${version%%.*}
KUBE_GIT_MINOR=${minor%%.*}
SOURCE_DATE_EPOCH=1610000000
export GOFLAGS GO111MODULE KUBE_GIT_VERSION KUBE_GIT_TREE_STATE KUBE_GIT_COMMIT KUBE_GIT_MAJOR KUBE_GIT_MINOR SOURCE_DATE_EPOCH

echo "building $*"
make all WHAT="$*"

rm -rf "$out.partial"
mkdir -p "$out.partial"
for target in "$@"; do
  cp "_output/local/bin/linux/$(go env GOARCH)/${target##*/}" "$out.partial/"
done
rm -rf "$out"
mv "$out.partial" "$out"
echo "built $out"
