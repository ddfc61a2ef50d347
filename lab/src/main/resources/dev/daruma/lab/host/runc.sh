#!/bin/sh
# The lab's runc. Without CAP_SYS_RESOURCE nobody may lower an oom_score_adj, and runc then dies with "can't get final
# child's PID from pipe: EOF"; and nobody may have it, which Docker gives to what is privileged. So negative values in the
# bundle become 0, the capability goes where the host has none, and the real runc goes on. Real hosts never get this.
creates=false
bundle=.
previous=
for argument in "$@"; do
  case $previous in --bundle | -b) bundle=$argument ;; esac
  case $argument in
    create | run) creates=true ;;
    --bundle=*) bundle=${argument#--bundle=} ;;
    -b=*) bundle=${argument#-b=} ;;
  esac
  previous=$argument
done
if $creates && [ -f "$bundle/config.json" ]; then
  sed -i 's/"oomScoreAdj":[[:space:]]*-[0-9]*/"oomScoreAdj":0/' "$bundle/config.json"
  # Source: capabilities(7) and linux/capability.h, where its number is 24.
  if [ $((0x$(sed -n 's/^CapBnd:[[:space:]]*//p' /proc/self/status) >> 24 & 1)) -eq 0 ]; then
    sed -i -e 's/"CAP_SYS_RESOURCE",//g' -e 's/,"CAP_SYS_RESOURCE"//g' "$bundle/config.json"
  fi
fi
exec /usr/sbin/runc "$@"
