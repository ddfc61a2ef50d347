# Sourced by daruma and by the packaged program's launcher: how Java is started.

# Short runs start faster with the first compiler alone. Those that may copy bundles need the second one:
# only its code uses the processor's instructions for AES, SHA and long multiplication.
java_options() {
  case ${1:-} in
    apply | verify | reset | bundle | demo) compilers= ;;
    *) compilers=-XX:TieredStopAtLevel=1 ;;
  esac
  echo "$compilers -XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
}
