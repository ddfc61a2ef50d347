# Sourced by daruma and test: finds a JDK 25 and Maven, or says how to get them.
# Sets JAVA_HOME, and MAVEN where ask_for_maven is called.

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[".]' "$1/release" 2>/dev/null
}

find_jdk() {
  for candidate in "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
    if is_jdk_25 "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return
    fi
  done
  cat >&2 <<'END'
daruma needs a JDK 25, and none was found in JAVA_HOME or /usr/lib/jvm.
Install Eclipse Temurin 25 (package temurin-25-jdk, see https://adoptium.net/installation/linux/),
or unpack any JDK 25 and set JAVA_HOME to its folder.
END
  exit 1
}

find_maven() {
  command -v mvn >/dev/null 2>&1 && return
  if [ "$(id -u)" -ne 0 ]; then
    echo "daruma needs Maven to build itself. Install it: sudo apt-get install --yes maven" >&2
    exit 1
  fi
  echo "installing Debian package maven" >&2
  { DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends maven ||
    { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends maven; }
  } >/dev/null 2>&1 || {
    echo "Maven could not be installed. Try by hand: apt-get update && apt-get install maven" >&2
    exit 1
  }
}
