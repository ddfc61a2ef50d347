# Sourced by daruma and by the packaged program's launcher: how Java is started.

# Short runs are over sooner with the first compiler alone. Those that copy bundles, and probers, which shake hands fifty
# times a second, need the second one: only its code uses the processor's instructions for AES, SHA and long multiplication.
# An apply asks for it once it knows that there is something to do (app.run.SecondCompiler).
java_options() {
  case ${1:-} in
    verify | reset | bundle | demo | drill | probe) compilers= ;;
    *) compilers=-XX:TieredStopAtLevel=1 ;;
  esac
  echo "$compilers -XX:+UseSerialGC -XX:-UsePerfData --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
}
