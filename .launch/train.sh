#!/bin/sh
# Makes a package's AOT caches. For the large one hosts are simulated on addresses of a network namespace, so that logging in, reading and
# deciding are part of what is kept.
#
# usage: train.sh IMAGE WORK      WORK holds the jars and the simulator, and takes the site
set -eu
image=$1 work=$2
root=$(cd "$(dirname "$0")/.." && pwd -P)
. "$root/bench/scale/simulated.sh"

in_namespace "$@"
simulate "$work" 5 0
mkdir -p "$work/site/.daruma/simulated"
: >"$work/site/.daruma/simulated/verified"
DARUMA_JAVA_OPTIONS="-XX:AOTCacheOutput=$image/lib/version.aot" "$image/bin/daruma" version
DARUMA_JAVA_OPTIONS="-XX:AOTCacheOutput=$image/lib/validate.aot" "$image/bin/daruma" validate -f "$work/site/site.yaml"
export DARUMA_JAVA_OPTIONS="-XX:AOTCacheOutput=$image/lib/daruma.aot"
"$image/bin/daruma" apply -f "$work/site/site.yaml"
end_simulation
