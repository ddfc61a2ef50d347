# Sourced by daruma and test: builds the program into a folder named after its sources' checksum, so that
# a running daruma never loses the files it runs from. Sets build.

sources_checksum() (
  cd "$1"
  find pom.xml */pom.xml .mvn */src/main -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16
)

build() {
  builds=$1/target/launch
  build=$builds/$(sources_checksum "$1")
  [ ! -e "$build/built" ] || return 0
  mkdir -p "$builds"
  (
    # Of two launches at once, one builds and the other waits for it.
    flock 9
    [ ! -e "$build/built" ] || exit 0
    find_maven
    echo "building daruma (first use, about a minute)" >&2
    rm -rf "$build.partial"
    if ! mvn -q -B -f "$1/pom.xml" -pl app -am package -DskipTests -Dspotless.check.skip=true -Dgates=-Xpkginfo:legacy \
      -Ddaruma.launch="$build.partial" >"$builds/build.log" 2>&1; then
      cat "$builds/build.log" >&2
      echo "daruma could not be built; what Maven said is above and in $builds/build.log" >&2
      exit 1
    fi
    touch "$build.partial/built"
    rm -rf "$build"
    mv "$build.partial" "$build"
    # Older builds may still run; those of other days do not.
    find "$builds" -mindepth 1 -maxdepth 1 -type d -mtime +1 ! -path "$build" -exec rm -rf {} +
  ) 9>"$builds/lock"
}
