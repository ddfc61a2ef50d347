package dev.daruma.lab.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The lab's runc, run with a stand-in for the real one. */
class RuncTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "create --bundle BUNDLE --pid-file p id,                -998, 0",
    "--root /run/r --log-format json create -b BUNDLE id,   -998, 0",
    "run --bundle=BUNDLE id,                                -5,   0",
    "create --bundle BUNDLE id,                             1000, 1000",
    "delete --bundle BUNDLE id,                             -998, -998",
  })
  void lowersNoScore(String arguments, String before, String after) {
    Path bundle = folder.resolve("bundle");
    LabFiles.write(bundle.resolve("config.json"), config(before), "rw-r--r--");
    Path script = folder.resolve("runc");
    LabFiles.write(
        script,
        LabFiles.resource("runc.sh").replace("exec /usr/sbin/runc", "exec echo real"),
        "rwxr-xr-x");
    String words = arguments.replace("BUNDLE", bundle.toString());

    Command.Result result = Command.of(words.split(" ")).prefixed(script.toString()).run();

    assertThat(result).isEqualTo(new Command.Result(0, "real " + words));
    assertThat(LabFiles.read(bundle.resolve("config.json"))).isEqualTo(config(after));
  }

  @Test
  void givesNobodyWhatTheMachineLacks() {
    Path bundle = folder.resolve("bundle");
    LabFiles.write(
        bundle.resolve("config.json"),
        "{\"bounding\":[\"CAP_CHOWN\",\"CAP_SYS_RESOURCE\"],\"effective\":[\"CAP_SYS_RESOURCE\",\"CAP_CHOWN\"]}",
        "rw-r--r--");
    Path script = folder.resolve("runc");
    LabFiles.write(
        script,
        LabFiles.resource("runc.sh")
            .replace("exec /usr/sbin/runc", "exec echo real")
            .replace("/proc/self/status", folder.resolve("status").toString()),
        "rwxr-xr-x");
    LabFiles.write(folder.resolve("status"), "CapBnd:\t000001ffffffffff\n", "rw-r--r--");
    String before = LabFiles.read(bundle.resolve("config.json"));
    Command.of("create", "--bundle", bundle.toString(), "id").prefixed(script.toString()).run();
    assertThat(LabFiles.read(bundle.resolve("config.json"))).isEqualTo(before);

    LabFiles.write(folder.resolve("status"), "CapBnd:\t000001fffeffffff\n", "rw-r--r--");
    Command.of("create", "--bundle", bundle.toString(), "id").prefixed(script.toString()).run();
    assertThat(LabFiles.read(bundle.resolve("config.json")))
        .isEqualTo("{\"bounding\":[\"CAP_CHOWN\"],\"effective\":[\"CAP_CHOWN\"]}");
  }

  private static String config(String score) {
    return "{\"process\":{\"cwd\":\"/\",\"oomScoreAdj\":" + score + "},\"hostname\":\"a\"}";
  }
}
