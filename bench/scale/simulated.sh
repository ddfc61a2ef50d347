# Sourced by bench/scale/run and .launch/train.sh: a simulated site, in a network namespace of its own where all of
# 10.77.0.0/16 lies on this machine.

# Runs the calling script again inside, unless it is inside already.
in_namespace() {
  if [ "${SIMULATED_NETWORK:-}" != yes ]; then
    SIMULATED_NETWORK=yes
    export SIMULATED_NETWORK
    if [ "$(id -u)" -eq 0 ]; then exec unshare --net "$0" "$@"; fi
    exec unshare --net --map-root-user "$0" "$@"
  fi
  ip link set lo up
  ip route add local 10.77.0.0/16 dev lo
}

# simulate WORK HOSTS LATENCY: WORK holds jars and simulator; the site comes to WORK/site. Sets simulator, whose
# hosts are there until end_simulation.
simulate() {
  rm -rf "$1/site" "$1/simulator.in" "$1/simulator.out"
  mkfifo "$1/simulator.in"
  "$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED \
    -cp "$1/simulator/*:$1/jars/*" dev.daruma.bench.scale.Simulate \
    "$root/bench/scale/recording.json" "$1/site" "$2" "$3" <"$1/simulator.in" >"$1/simulator.out" 2>&1 &
  simulator=$!
  exec 8>"$1/simulator.in"
  until grep -q '^ready$' "$1/simulator.out"; do
    if ! kill -0 "$simulator" 2>/dev/null; then
      cat "$1/simulator.out" >&2
      return 1
    fi
    sleep 0.1
  done
}

end_simulation() {
  exec 8>&-
  wait "$simulator" || true
}
