#!/bin/sh
# Runs daruma out of its package. DARUMA_JAVA_OPTIONS are given to the Java virtual machine.
set -eu

script=$0
while [ -L "$script" ]; do
  target=$(readlink "$script")
  case $target in
    /*) script=$target ;;
    *) script=${script%/*}/$target ;;
  esac
done
case $script in */*) folder=${script%/*} ;; *) folder=. ;; esac
DARUMA_HOME=$(cd "$folder/.." && pwd -P)
export DARUMA_HOME
lib=$DARUMA_HOME/lib
. "$lib/java.sh"

# Every class of a cache is there when Java starts, and takes its time: commands that need few have caches of their own.
jar=daruma
case ${1:-} in
  version) cache=$lib/version.aot jar=version ;;
  validate | history | -h | --help | '') cache=$lib/validate.aot ;;
  *) cache=$lib/daruma.aot ;;
esac
[ -f "$cache" ] && cache=-XX:AOTCache=$cache || cache=

# Without a cache, or with one that does not fit, Java only starts more slowly.
# shellcheck disable=SC2046 # options are words
exec "$lib/runtime/bin/java" ${cache:+"$cache"} $(java_options "$@") \
  ${DARUMA_JAVA_OPTIONS:-} -jar "$lib/$jar.jar" "$@"
