#!/bin/sh
# The lab's runc. Without CAP_SYS_RESOURCE nobody may lower an oom_score_adj, and runc then dies with "can't get final
# child's PID from pipe: EOF". So negative values in the bundle become 0, and the real runc goes on. Real hosts never get this.
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
fi
exec /usr/sbin/runc "$@"
